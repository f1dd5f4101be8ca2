/**
 * Pictures: the best format and size that the browser can use, and no jump while they load.
 */

import { h } from "../dom.js";

const srcset = (images, context) => images.map((image) => `${context.file(image.url)} ${image.width}w`).join(", ");

/** The point that stays visible when a picture is cropped, as CSS wants it. */
function focus(image) {
  const point = image.focal_point;
  return point ? `${(point.x * 100).toFixed(1)}% ${(point.y * 100).toFixed(1)}%` : null;
}

/** Show the placeholder until the picture is there, and for good if it never comes. */
function cover(img, image) {
  if (image.dominant_color) img.style.backgroundColor = image.dominant_color;
  if (image.placeholder?.startsWith("data:image/")) img.style.backgroundImage = `url("${image.placeholder}")`;
  const uncover = () => {
    img.style.backgroundColor = "";
    img.style.backgroundImage = "";
  };
  if (img.complete && img.naturalWidth) uncover();
  else img.addEventListener("load", uncover, { once: true });
}

/**
 * Return a `<picture>` for an image object of the API, or null where there is none.
 *
 * `sizes` says how wide it is shown; `alt` replaces the image's own text ("" for decoration); `eager` is
 * for the one picture that is seen first.
 */
export function picture(image, context, { sizes = "100vw", alt = image?.alt ?? "", eager = false } = {}) {
  if (!image?.url) return null;
  const sets = image.sources ?? [];
  const modern = sets.slice(0, -1);
  const original = sets.at(-1)?.images ?? [];
  const img = h("img", {
    alt,
    width: image.width,
    height: image.height,
    sizes: original.length ? sizes : null,
    srcset: original.length ? srcset(original, context) : null,
    src: context.file(image.url),
    loading: eager ? "eager" : "lazy",
    fetchpriority: eager ? "high" : null,
    decoding: "async",
  });
  if (focus(image)) img.style.objectPosition = focus(image);
  cover(img, image);
  return h(
    "picture",
    {},
    modern.map((set) => h("source", { type: set.type, srcset: srcset(set.images, context), sizes })),
    img,
  );
}
