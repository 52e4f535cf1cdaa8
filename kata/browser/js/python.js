// Pythons for the page: one that judges, for as long as the page is open, and a new one for every run.

const bytes = (text) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
};
const gunzip = async (data) =>
  new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

// A worker with a Python in it; .booted when it can be asked.
class Python {
  constructor(address, boot) {
    this.worker = new (Worker.native ?? Worker)(address);
    this.asked = new Map();
    this.told = () => {};
    this.gone = () => {};
    this.booted = new Promise((done, fail) => {
      this.worker.onerror = (event) => fail(new Error(event.message || "the worker did not start"));
      this.worker.onmessage = ({ data }) => {
        if (data.ready) done(data.snapshot);
        else if (data.lost !== undefined) {
          fail(new Error(data.lost));
          this.lose({ status: crash(data.lost), why: data.lost });
        } else if (data.ended !== undefined) this.lose({ status: data.ended });
        else if (data.told !== undefined) this.told(data.told);
        else this.asked.get(data.id)?.done(data.answer);
      };
    });
    this.booted.catch(() => {});
    this.worker.postMessage({ boot });
  }

  lose(how) {
    this.end();
    for (const { fail } of this.asked.values()) fail(new Error(how.why ?? "Python has ended"));
    this.gone(how);
  }

  end() {
    this.worker.onmessage = null;
    this.worker.terminate();
  }

  call(module, name, ...args) {
    const id = this.asked.size;
    this.worker.postMessage({ call: { id, module, name, args } });
    const answer = new Promise((done, fail) => this.asked.set(id, { done, fail }));
    answer.catch(() => {}); // who waits for it hears of it
    return answer;
  }

  write(files) {
    this.worker.postMessage({ files });
  }
}

// As a process that a signal ended.
const crash = (text) => (/abort/i.test(text) ? -6 : -11);

export class Pythons {
  // parts: { worker, wasm, packages, course } as base64 of gzip, and about; say(text) tells how far it is.
  static async start(parts, say) {
    const pythons = new Pythons();
    say("Unpacking Python");
    const code = await gunzip(bytes(parts.worker));
    pythons.address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    pythons.parts = {
      about: parts.about,
      wasm: await WebAssembly.compile(await gunzip(bytes(parts.wasm))),
      stdlib: bytes(parts.stdlib).buffer,
      packages: bytes(parts.packages).buffer,
      course: bytes(parts.course).buffer,
    };
    say("Starting Python");
    pythons.judge = new Python(pythons.address, { parts: pythons.parts, makeSnapshot: true });
    pythons.snapshot = await pythons.judge.booted;
    say("Getting ready for your code");
    pythons.spare();
    await pythons.next.booted;
    return pythons;
  }

  another() {
    return new Python(this.address, { parts: this.parts, snapshot: this.snapshot });
  }

  spare() {
    this.next ??= this.another();
  }

  // A Python that has run nothing; it is ended by who takes it.
  async take() {
    this.spare();
    const python = this.next;
    this.next = null;
    await python.booted;
    return python;
  }

  // Ask the judge; where a text was too much for it, there is a new one for the next question.
  async ask(name, ...args) {
    try {
      await this.judge.booted;
      return await this.judge.call("judge", name, ...args);
    } catch (error) {
      this.judge.end();
      this.judge = this.another();
      throw error;
    }
  }
}
