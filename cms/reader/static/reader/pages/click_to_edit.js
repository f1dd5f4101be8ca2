/**
 * In an editor's preview each part of the page leads to the place where it is written.
 *
 * In the editor's panel the editor is told which place to show (`cms/preview/static/preview/show_place.js`), so
 * that nothing typed is lost; in a tab of its own the editor opens. Nothing is hidden in the text itself.
 */

import { h } from "../dom.js";
import { icon } from "../parts/icons.js";

// What a click means something else on.
const INTERACTIVE = "a, button, summary, input, select, textarea, label, audio, video, iframe";
const EDITOR_TAB = "cms-editor";

const isFramed = () => window.parent !== window;

function show(places, anchor) {
  if (isFramed()) {
    window.parent.postMessage({ type: "cms:show-place", anchor }, places.url ? new URL(places.url).origin : "*");
  } else if (places.url) {
    window.open(`${places.url}#${anchor}`, EDITOR_TAB);
  }
}

/** Let a click on `element` lead to `anchor`, and put a button behind it for the keyboard. */
function lead(element, anchor, places, context) {
  const go = () => show(places, anchor);
  element.classList.add("editable");
  element.addEventListener("click", (event) => {
    if (event.target.closest(INTERACTIVE) || String(getSelection())) return;
    go();
  });
  element.after(h("button", { type: "button", class: "edit-part", onclick: go }, icon("edit"), context.t("editPart")));
}

/** Make the parts of a drawn preview lead to `places`, the draft's `meta.edit`. */
export function clickToEdit(node, places, context) {
  if (!places || (!isFramed() && !places.url)) return;
  for (const block of node.querySelectorAll("[data-block]")) {
    const anchor = places.blocks[block.dataset.block];
    if (anchor) lead(block, anchor, places, context);
  }
  for (const [selector, names] of [["h1", ["title", "name", "brief_title"]], [".lede", ["summary", "intro", "hero_text"]]]) {
    const part = node.querySelector(selector);
    const anchor = names.map((name) => places.fields[name]).find(Boolean);
    if (part && anchor) lead(part, anchor, places, context);
  }
}
