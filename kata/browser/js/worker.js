// A Python of its own, in a worker: it boots from bytes that the page hands over, so no address is asked for.
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";

const MOST = 512 << 20, RESERVE = 64 << 20; // bytes; past MOST Python says MemoryError, and has the reserve to say so
const TRIES = 3; // that are refused for one request, each for less
const WORD = 300; // milliseconds between two words on where a test is
const grow = WebAssembly.Memory.prototype.grow;
let refused = 0;
WebAssembly.Memory.prototype.grow = function (pages) {
  const most = refused < TRIES ? MOST : MOST + RESERVE;
  if (this.buffer.byteLength + pages * 65536 <= most) return grow.call(this, pages);
  refused += 1;
  throw new RangeError("no more memory");
};

let python, last;

self.kata_tell = (line) => {
  last = performance.now();
  postMessage({ told: line });
};
self.kata_end = (status) => postMessage({ ended: status });

// Python looks here now and then for a signal; SIGINT has it say where it is, however busy it is.
const clock = {
  get 0() {
    if (performance.now() < last + WORD) return 0;
    last = performance.now();
    return 2;
  },
  set 0(_) {},
};

async function boot({ parts, snapshot, makeSnapshot }) {
  self.fetch = async () => new Response(parts.stdlib); // the one file that is asked for
  WebAssembly.instantiateStreaming = async (_, imports) => {
    return { module: parts.wasm, instance: await WebAssembly.instantiate(parts.wasm, imports) };
  };
  python = await loadPyodide({
    indexURL: "https://nowhere.invalid/",
    packageBaseUrl: "https://nowhere.invalid/",
    lockFileContents: { info: parts.about, packages: {} },
    checkAPIVersion: false,
    stdin: () => undefined,
    stdout: () => {},
    stderr: () => {},
    env: { HOME: "/tmp", NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
    _makeSnapshot: makeSnapshot,
    _loadSnapshot: snapshot,
    async createPyodideModule(settings) {
      const made = await createPyodideModule(settings);
      // Its memory starts smaller than the snapshot.
      while (snapshot && made.HEAP8.length < snapshot.byteLength && made._malloc(4 << 20));
      return made;
    },
  });
  for (const files of [parts.packages, parts.course]) python.unpackArchive(files, "zip", { extractDir: "/" });
  if (!snapshot) {
    python.runPython("import sys; sys.path[:0] = ['/course', '/packages']; sys.dont_write_bytecode = True");
    python.runPython("import os; os.chdir('/course')\nfrom kata.browser import child, judge\nchild.prepare()");
  }
  const made = makeSnapshot && python.makeMemorySnapshot();
  if (snapshot) python.runPython("import os; os.chdir('/course')");
  last = performance.now();
  postMessage({ ready: true, snapshot: made && (made.buffer ? made.slice().buffer : made) });
}

function call({ id, module, name, args }) {
  if (name === "run") {
    last = performance.now();
    python.setInterruptBuffer(clock);
  }
  postMessage({ answer: python.pyimport(`kata.browser.${module}`)[name](...args), id });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.boot) await boot(data.boot);
    for (const [path, text] of Object.entries(data.files ?? {})) python.FS.writeFile(path, text);
    if (data.call) call(data.call);
  } catch (error) {
    postMessage({ lost: String(error?.message ?? error).slice(-1500) });
  }
};
self.onunhandledrejection = ({ reason }) => postMessage({ lost: String(reason?.stack ?? reason).slice(-1500) });
