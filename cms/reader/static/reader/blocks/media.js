/** Pictures and embedded media. */

import { h, isSafeAddress } from "../dom.js";
import { icon } from "../parts/icons.js";
import { picture } from "../parts/picture.js";

const SIZES = "(min-width: 48rem) 42rem, 92vw";

export function image(value, context) {
  const drawn = picture(value.image, context, { sizes: SIZES, alt: value.decorative ? "" : value.image?.alt });
  if (!drawn) return null;
  const credit = value.credit || value.image.credit;
  const caption = [
    value.caption ? h("span", {}, value.caption) : null,
    credit ? h("span", { class: "credit" }, context.t("imageCredit", { credit })) : null,
  ].filter(Boolean);
  return h("figure", { class: "image" }, drawn, caption.length ? h("figcaption", {}, caption) : null);
}

/** The address of the player in a provider's HTML, which is never inserted as it is. */
function playerAddress(html) {
  const frame = new DOMParser().parseFromString(html ?? "", "text/html").querySelector("iframe[src]");
  const address = frame?.getAttribute("src") ?? "";
  return address.startsWith("https://") && isSafeAddress(address) ? address : null;
}

function player(address, title, value) {
  const ratio = value.width && value.height ? `${value.width} / ${value.height}` : "16 / 9";
  return h("iframe", {
    src: address,
    title,
    style: { "aspect-ratio": ratio },
    allow: "fullscreen; picture-in-picture; encrypted-media",
    allowfullscreen: true,
    sandbox: "allow-scripts allow-same-origin allow-presentation allow-popups",
    referrerpolicy: "strict-origin-when-cross-origin",
    tabindex: "-1",
  });
}

/** A player is fetched from its provider only when the reader asks for it; until then a box stands there. */
export function embed(value, context) {
  const { t } = context;
  if (!isSafeAddress(value.url ?? "")) return null;
  const provider = value.provider || new URL(value.url, location.href).hostname.replace(/^www\./, "");
  const title = value.title || value.caption || provider;
  const address = playerAddress(value.html);
  const stage = h("div", { class: "embed-stage" });
  const play = () => {
    const frame = player(address, title, value);
    stage.replaceChildren(frame);
    frame.focus();
  };
  stage.append(
    h("p", { class: "embed-title" }, title),
    ...(address
      ? [
          h("button", { type: "button", class: "button button-primary", onclick: play },
            icon("play"), t("playFrom", { provider })),
          h("p", { class: "note" }, t("playNote", { provider })),
        ]
      : []),
    h("p", {}, context.link(value.url, { class: "outward" }, t("openAt", { provider }), icon("outward"))),
  );
  return h("figure", { class: "embed" }, stage, value.caption ? h("figcaption", {}, value.caption) : null);
}
