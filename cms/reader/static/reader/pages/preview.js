/**
 * The preview of a draft: the same renderers, a ribbon that says what it is, and the place kept.
 *
 * The editor replaces the whole frame at every change. Where the reader was is kept in the browser's
 * session storage, which a frame of another site may not have.
 */

import { fragment, h } from "../dom.js";
import { icon } from "../parts/icons.js";
import { clickToEdit } from "./click_to_edit.js";
import { documentView, localeOf } from "./documents.js";
import { previewProblem } from "./problem.js";

function remember(key, value) {
  try {
    sessionStorage.setItem(key, String(value));
  } catch {
    // No storage here: the preview starts at the top.
  }
}

function remembered(key) {
  try {
    return Number(sessionStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

/** Go back to where this draft was left, then follow the reader. */
function keepPlace(key) {
  const place = remembered(key);
  if (place) window.scrollTo({ top: place, behavior: "instant" });
  addEventListener("scroll", () => remember(key, Math.round(window.scrollY)), { passive: true });
}

function ribbon(context) {
  return h("div", { class: "ribbon", role: "note" },
    h("p", {}, icon("information"), h("strong", {}, context.t("preview")), h("span", {}, context.t("previewNote"))));
}

/** Return the view of the draft that the address names with `content_type` and `token`. */
export async function preview(reader, fallback, view) {
  const query = new URLSearchParams(view.address.query);
  const contentType = query.get("content_type");
  const token = query.get("token");
  let context = reader.context(fallback);
  if (!contentType || !token) return { ...previewProblem(context.t("previewMissing"), context), context };
  let document_;
  try {
    document_ = await reader.api.preview(contentType, token, { signal: view.signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { ...previewProblem(error.status ? error.message : context.t("noAnswer"), context), context };
  }
  context = reader.context(localeOf(document_, fallback));
  const drawn = await documentView(document_, context, view);
  const node = fragment(ribbon(context), drawn.node);
  clickToEdit(node, document_.meta?.edit, context);
  return {
    ...drawn,
    context,
    node,
    title: `${context.t("preview")}: ${drawn.title}`,
    // A draft's own address is not where it can be seen.
    url: null,
    canonical: null,
    robots: "noindex",
    keepsPlace: () => keepPlace(`preview-place:${contentType}:${document_.id ?? "new"}`),
  };
}
