/**
 * Rich text from the API as elements.
 *
 * The CMS has sanitised it already; a front end should not have to rely on that. Elements and attributes
 * that are not listed here do not survive, whatever the API says.
 */

import { h, isSafeAddress } from "./dom.js";

const ELEMENTS = new Set([
  "a", "b", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p", "s",
  "strong", "sub", "sup", "u", "ul",
]);
/** Dropped with all that is in them; any other unknown element leaves its children behind. */
const DROPPED = new Set([
  "script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "form", "title",
]);

function copyChildren(source, target, context) {
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) target.append(child.data);
    else if (child.nodeType === Node.ELEMENT_NODE) copyElement(child, target, context);
  }
}

function image(source, context) {
  return h("img", {
    src: context.file(source.getAttribute("src") ?? ""),
    alt: source.getAttribute("alt") ?? "",
    width: source.getAttribute("width"),
    height: source.getAttribute("height"),
    loading: "lazy",
  });
}

function copyElement(source, target, context) {
  const name = source.localName;
  if (DROPPED.has(name)) return;
  if (!ELEMENTS.has(name)) {
    copyChildren(source, target, context);
    return;
  }
  if (name === "img") {
    target.append(image(source, context));
    return;
  }
  const element = h(name, { lang: source.getAttribute("lang"), dir: source.getAttribute("dir") });
  const address = name === "a" ? source.getAttribute("href") : null;
  if (address && isSafeAddress(address)) context.setLink(element, address);
  copyChildren(source, element, context);
  target.append(element);
}

/** Return a fragment with the allowed parts of `html`, its links leading to this reader where they can. */
export function richText(html, context) {
  const target = document.createDocumentFragment();
  if (html) copyChildren(new DOMParser().parseFromString(html, "text/html").body, target, context);
  return target;
}

/** Return `html` without markup, for places that take text only. */
export function plainText(html) {
  return new DOMParser().parseFromString(html ?? "", "text/html").body.textContent.trim();
}
