// Zip files: written without compression, read with it.

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

// A Blob of these [name, text]s.
export function zip(named) {
  const [parts, entries] = [[], []];
  let offset = 0;
  for (const [name, text] of named) {
    const [path, body] = [name, text].map((each) => new TextEncoder().encode(each));
    const about = [0x0800, 0, 0, 0x5b7e, [crc(body)], [body.length], [body.length], path.length, 0]; // names in UTF-8
    parts.push(packed([0x04034b50], 20, ...about), path, body);
    entries.push(packed([0x02014b50], 20, 20, ...about, 0, 0, 0, [0], [offset]), path);
    offset += 30 + path.length + body.length;
  }
  const size = entries.reduce((sum, each) => sum + each.length, 0);
  const end = packed([0x06054b50], 0, 0, named.length, named.length, [size], [offset], 0);
  return new Blob([...parts, ...entries, end], { type: "application/zip" });
}

// Little-endian: numbers of two bytes, those in brackets of four.
const packed = (...numbers) =>
  Uint8Array.from(
    numbers.flatMap((each) => (Array.isArray(each) ? [0, 8, 16, 24].map((k) => (each[0] >>> k) & 255) : [each & 255, each >>> 8])),
  );

// The [name, text]s of a zip file. Throws an Error with a sentence where it is none.
export async function unzip(buffer) {
  const view = new DataView(buffer);
  let end = buffer.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("That is no zip file.");
  const found = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("That zip file is damaged.");
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((k) => view.getUint16(at + k, true));
    const start = view.getUint32(at + 42, true);
    const path = new TextDecoder().decode(new Uint8Array(buffer, at + 46, name));
    const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const body = new Blob([new Uint8Array(buffer, from, size)]);
    const whole = method === 0 ? body : new Response(body.stream().pipeThrough(new DecompressionStream("deflate-raw")));
    if (!path.endsWith("/") && size < 1 << 20) found.push([path, await whole.text()]);
    at += 46 + name + extra + comment;
  }
  return found;
}
