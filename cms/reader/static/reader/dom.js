/**
 * Making elements. Text is always text: nothing here parses HTML (see sanitise.js for rich text).
 */

/** Attributes that hold an address, and the schemes an address may have. */
const ADDRESS_ATTRIBUTES = new Set(["href", "src", "action", "poster"]);
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const SVG = "http://www.w3.org/2000/svg";

/** Say whether `address` leads somewhere a reader may be sent (relative, web, mail or telephone). */
export function isSafeAddress(address) {
  try {
    return SAFE_SCHEMES.has(new URL(address, document.baseURI).protocol);
  } catch {
    return false;
  }
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) {
    element.addEventListener(name.slice(2), value);
  } else if (name === "style") {
    // Property by property: a style attribute as text is refused by the content security policy.
    for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
  } else if (!ADDRESS_ATTRIBUTES.has(name) || isSafeAddress(value)) {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Make an element: `h("a", { href, class: "card" }, "text", node, [more])`.
 *
 * Empty attributes and children (null, undefined, false) are left out; `onclick` and the like take a
 * function, `style` an object of properties. Unsafe addresses are left out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) setAttribute(element, name, value);
  append(element, children);
  return element;
}

/** Make a fragment of children, leaving the empty ones out. */
export function fragment(...children) {
  const result = document.createDocumentFragment();
  append(result, children);
  return result;
}

/** Make a decorative SVG from path data drawn on a 24 by 24 grid. */
export function drawing(pathData, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", pathData);
  svg.append(path);
  return svg;
}

let lastId = 0;

/** Return an id that no other element of the page has. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
