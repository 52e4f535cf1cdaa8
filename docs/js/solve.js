// Where an exercise can be solved in the page (<div class="solve" data-stem="e04_neuron">), a button; and on every page,
// marks of what has been done here. The rest, kata/browser/, is loaded when the button is pressed.
(() => {
  const folder = new URL("../browser/", document.currentScript.src);
  const prefix = `neural-kata ${new URL("..", folder).pathname} `;
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const TERMINAL = "The terminal way, below, does the same.";

  function missing() {
    if (!window.Worker) return "This browser runs no workers.";
    if (!window.WebAssembly) return "This browser, or its settings, has no WebAssembly.";
    if (!window.DecompressionStream) return "This browser is too old: it cannot unpack what is loaded (DecompressionStream).";
    return "";
  }

  const parts = {};
  kata.part = (name, text) => (parts[name] = text);

  // Load a script of kata/browser/ once.
  const load = (name) =>
    new Promise((done, fail) => {
      const script = kata.make("script", { src: new URL(`${name}.js`, folder), onload: done });
      script.onerror = () => {
        script.remove(); // so that the next press asks again
        fail(new Error(`${name}.js could not be loaded`));
      };
      document.head.append(script);
    });

  async function loadParts(say) {
    const { sizes, about } = kata.facts;
    const all = Object.values(sizes).reduce((sum, size) => sum + size);
    let sum = 0;
    for (const [name, size] of Object.entries(sizes)) {
      say(`Loading Python: ${megabytes(sum)} of ${megabytes(all)}`);
      if (!parts[name]) await load(name);
      if (!parts[name]) throw new Error(`${name}.js is not whole`);
      sum += size;
    }
    return { ...parts, about };
  }

  for (const place of document.querySelectorAll(".solve")) {
    const button = kata.make("button", { type: "button" }, "Solve it here");
    const said = kata.make("p", { role: "status" }, "In this page, with nothing to install. Or in a terminal, as below.");
    place.append(kata.make("div", { className: "offer" }, button, said));
    button.onclick = async () => {
      const lacks = missing();
      if (lacks) return said.replaceChildren(`${lacks} ${TERMINAL}`);
      button.disabled = true;
      said.replaceChildren("Loading the editor");
      try {
        if (!kata.panel) await load("panel");
        if (!kata.panel) throw new Error("panel.js is not whole");
        kata.panel(place, { prefix, loadParts, terminal: TERMINAL });
      } catch (error) {
        console.warn(error);
        button.disabled = false;
        said.replaceChildren(`The editor could not be loaded (${error.message}): press again, or reload the page. ${TERMINAL}`);
      }
    };
  }

  // What is done here: in the navigation, and in a line on the home page.
  function state(stem) {
    try {
      return JSON.parse(localStorage.getItem(prefix + stem));
    } catch {
      return null;
    }
  }

  const words = (state) => {
    const passed = Object.values(state?.tasks ?? {}).filter((status) => status === "passed").length;
    return state?.done ? "done" : passed ? `${passed} passed` : "";
  };

  function mark() {
    const standing = [];
    for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link")) {
      const stem = !link.hash && /(e\d\d)_\w+(?=\.html$)/.exec(link.pathname);
      const said = stem && words(state(stem[0]));
      link.querySelector(".done-here")?.remove();
      if (!said) continue;
      link.append(kata.make("span", { className: "done-here", title: "in this browser" }, said));
      standing.push(`${stem[1]} (${said})`);
    }
    const home = document.querySelector(".ways");
    document.querySelector(".standing")?.remove();
    if (home && standing.length)
      home.before(kata.make("p", { className: "standing" }, `In this browser: ${standing.join(", ")}.`));
  }
  mark();
  addEventListener("kata-work", mark);
  addEventListener("storage", mark);
})();
