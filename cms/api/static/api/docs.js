/** Starts Swagger UI on the API's own description. Nothing is asked of any other host. */

const place = document.getElementById("api");

const ui = window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.description,
  presets: [window.SwaggerUIBundle.presets.apis],
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

/** Give what Swagger UI leaves without a name one for screen readers, and let the keyboard scroll examples. */
function finish() {
  for (const select of place.querySelectorAll("select:not([aria-label])")) {
    const row = select.closest("tr[data-param-name]");
    select.setAttribute("aria-label", row?.dataset.paramName ?? (select.id === "servers" ? "Server" : "Choice"));
  }
  for (const example of place.querySelectorAll("pre:not([tabindex])")) example.tabIndex = 0;
}

new MutationObserver(finish).observe(place, { childList: true, subtree: true });
