// Brings the widgets of a page to life: <figure data-widget="neuron"> loads widgets/neuron.js, which calls
// kata.widget("neuron", (place, data, still) => { ... }): an empty element to fill, the JSON the page carries, the still picture.
// Classic scripts and data inside the page, since a page that is opened from the disk may load nothing else.
(() => {
  const folder = new URL(".", document.currentScript.src || location); // a page of make show has it all in itself
  const begin = {};

  function start(figure) {
    if (figure.dataset.started) return;
    figure.dataset.started = "yes";
    const still = figure.querySelector(".still");
    const place = document.createElement("div");
    place.className = "widget";
    try {
      begin[figure.dataset.widget](place, JSON.parse(figure.querySelector("script").textContent), still);
    } catch (error) {
      console.error(error); // the still picture stays
      return;
    }
    still.before(place); // the still picture is kept for paper
    figure.classList.add("alive");
  }

  const startAll = (name) => document.querySelectorAll(`figure[data-widget="${name}"]`).forEach(start);

  window.kata = {
    widget(name, make) {
      begin[name] = make;
      startAll(name);
    },

    // make("button", { type: "button", onclick }, "Step"): an element, its properties, what is in it
    make(tag, properties = {}, ...children) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(properties)) {
        if (name in element) element[name] = value;
        else element.setAttribute(name, value);
      }
      element.append(...children);
      return element;
    },
  };

  // A link to what is folded opens the fold.
  function opened() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target?.scrollIntoView();
  }
  if (location.hash) opened();
  addEventListener("hashchange", opened);

  // Text and commands say e04, so the navigation does, too.
  for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link")) {
    const [, number] = link.pathname.match(/\/(e\d\d)_\w+\.html$/) ?? [];
    if (number) link.querySelector(".md-ellipsis").prepend(`${number} `);
  }

  // A formula or a table that is wider than a narrow window scrolls; then the keyboard must reach it, too.
  function reachable() {
    for (const formula of document.querySelectorAll(":is(p, li) math")) {
      formula.classList.remove("wide");
      formula.classList.toggle("wide", formula.getBoundingClientRect().width > formula.closest("p, li").clientWidth);
    }
    for (const wide of document.querySelectorAll("div.math, math.wide, figure, .md-typeset__scrollwrap")) {
      if (wide.matches(".wide") || wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  }
  addEventListener("load", reachable);
  document.fonts.ready.then(reachable); // which may be later
  addEventListener("resize", reachable);
  addEventListener("toggle", reachable, true); // what was folded has no width

  // What all widgets share comes first, and only where there is a widget.
  const names = new Set([...document.querySelectorAll("[data-widget]")].map((each) => each.dataset.widget));
  if (names.size) document.head.append(kata.make("link", { rel: "stylesheet", href: new URL("../css/widgets.css", folder) }));
  for (const name of names.size ? ["shared", "drawing", ...names] : []) {
    document.head.append(kata.make("script", { src: new URL(`widgets/${name}.js`, folder), async: false }));
  }
})();
