// The editor: CodeMirror with what helps to type Python, and nothing that writes the answer; else a plain textarea.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, RangeSetBuilder, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { given } from "./given.js";

const colours = HighlightStyle.define(
  Object.entries({
    keyword: [tags.keyword, tags.bool, tags.null, tags.self],
    string: [tags.string, tags.docString],
    number: [tags.number],
    function: [tags.definition(tags.variableName), tags.definition(tags.className), tags.function(tags.definition(tags.variableName))],
    comment: [tags.comment],
    special: [tags.meta, tags.invalid],
  }).map(([name, tag]) => ({ tag, color: `var(--md-code-hl-${name}-color)` })),
);

const given_line = Decoration.line({ class: "given" });

// Marks the lines that are the course's, as they were given.
const marks = (stub) =>
  StateField.define({
    create: ({ doc }) => marked(doc, stub),
    update: (found, change) => (change.docChanged ? marked(change.state.doc, stub) : found),
    provide: (field) => EditorView.decorations.from(field),
  });

function marked(doc, stub) {
  const lines = new RangeSetBuilder();
  given(stub, doc.toString()).forEach((is, index) => is && lines.add(doc.line(index + 1).from, doc.line(index + 1).from, given_line));
  return lines.finish();
}

// An editor in place, for text that began as stub: { text, replace(text), jump(line), focus() }.
export function editor(place, name, text, stub, on) {
  try {
    return codemirror(place, name, text, stub, on);
  } catch (error) {
    console.warn(error);
    place.replaceChildren();
    return textarea(place, name, text, on);
  }
}

function codemirror(place, name, text, stub, on) {
  const extensions = [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (on.run(), true) }])),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
    [lineNumbers(), highlightActiveLine(), drawSelection(), history()],
    [python(), indentUnit.of("    "), indentOnInput(), bracketMatching(), closeBrackets()],
    [syntaxHighlighting(colours), highlightSelectionMatches(), EditorState.tabSize.of(4)],
    EditorView.contentAttributes.of({ "aria-label": name, spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of((update) => update.docChanged && on.change()),
    marks(stub),
  ];
  const view = new EditorView({ doc: text, extensions, parent: place });
  return {
    get text() {
      return view.state.doc.toString();
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    jump(number) {
      const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.from + line.text.search(/\S|$/), head: line.to }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

function textarea(place, name, text, on) {
  const area = kata.make("textarea", { value: text, rows: 24, spellcheck: false, wrap: "off", "aria-label": name });
  area.setSelectionRange(0, 0);
  area.oninput = on.change;
  area.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) on.run();
  };
  place.append(area);
  return {
    get text() {
      return area.value;
    },
    replace(text) {
      area.value = text;
      on.change();
    },
    jump(number) {
      const before = area.value.split("\n").slice(0, number - 1).join("\n").length + (number > 1);
      area.focus();
      area.setSelectionRange(before, before + area.value.split("\n")[number - 1].length);
    },
    focus: () => area.focus(),
  };
}
