/** Starts Swagger UI on the API's own description. Nothing is asked of any other host. */

const place = document.getElementById("api");
const NAMELESS = {
  ".copy-to-clipboard button": "Copy",
  ".close-modal": "Close",
  ".json-schema-2020-12-accordion": "Members",
};

/** Write the address of an operation as text: a link inside of a button is out of reach for many. */
const plainAddresses = () => ({
  wrapComponents: {
    DeepLink: (Original, { React }) => (props) =>
      props.path?.includes("/")
        ? React.createElement("span", null, props.text)
        : React.createElement(Original, props),
  },
});

const ui = window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.description,
  presets: [window.SwaggerUIBundle.presets.apis],
  plugins: [plainAddresses],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "none",
  // A thousand types at once take seconds; each is shown where it is answered.
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  supportedSubmitMethods: ["get"],
  tryItOutEnabled: true,
  // Would send the description to another host.
  validatorUrl: null,
  onComplete: () => place.removeAttribute("aria-busy"),
});

/** Open a tag when its link above is followed: Swagger UI reads the address only when it starts. */
document.querySelector("nav").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const tag = decodeURIComponent(link.hash.slice(2));
  history.replaceState(null, "", link.hash);
  ui.layoutActions.show(["operations-tag", tag], true);
  const heading = document.getElementById(`operations-tag-${tag}`);
  heading?.scrollIntoView();
  heading?.querySelector("a, button")?.focus();
});

/** Mend what Swagger UI leaves without a name, at the wrong level or out of the keyboard's reach. */
function finish() {
  for (const select of place.querySelectorAll("select:not([aria-label])")) {
    const row = select.closest("tr[data-param-name]");
    select.setAttribute("aria-label", row?.dataset.paramName ?? (select.id === "servers" ? "Server" : "Choice"));
  }
  for (const [button, name] of Object.entries(NAMELESS)) {
    for (const each of place.querySelectorAll(`${button}:not([aria-label])`)) {
      if (!each.textContent.trim()) each.setAttribute("aria-label", name);
    }
  }
  // The title, which would be the second level, stands above as the first.
  for (const heading of place.querySelectorAll(":is(h3, h4, h5):not([aria-level])")) {
    heading.setAttribute("aria-level", heading.localName[1] - 1);
  }
  // A landmark without a name, as many of them as operations are open.
  for (const table of place.querySelectorAll("table[role=region]")) table.removeAttribute("role");
  for (const example of place.querySelectorAll("pre:not([tabindex])")) example.tabIndex = 0;
}

new MutationObserver(finish).observe(place, { childList: true, subtree: true });
