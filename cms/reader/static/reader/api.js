/**
 * The client of the delivery API: nothing but GET requests for public documents.
 */

/** What the API says when it cannot answer, as a problem document (RFC 9457). */
export class Problem extends Error {
  constructor(document, status) {
    super(document.detail || document.message || document.title || "");
    this.name = "Problem";
    this.document = document;
    this.status = status;
  }
}

/** The API did not answer at all: no network, or a server that is down. */
export class NoAnswer extends Error {
  constructor(cause) {
    super("The content server did not answer.", { cause });
    this.name = "NoAnswer";
  }
}

/** Read the body of a refusal, whatever wrote it: a proxy in between may answer without JSON. */
async function problemFrom(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  return new Problem(body && typeof body === "object" ? body : { title: response.statusText }, response.status);
}

function parameters(values, site) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, value);
  }
  if (site) query.set("site", site);
  const text = query.toString();
  return text ? `?${text}` : "";
}

/**
 * Return the API's client.
 *
 * `origin` is the address of the CMS ("" for the reader's own), `site` the site to ask for where one CMS
 * serves several ("" for the one that the host name means).
 */
export function createApi({ origin, site }) {
  const root = `${origin}/api/v2/`;

  async function get(path, values = {}, { signal } = {}) {
    let response;
    try {
      response = await fetch(root + path + parameters(values, site), {
        headers: { Accept: "application/json" },
        // Nothing here depends on who asks.
        credentials: "omit",
        signal,
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new NoAnswer(error);
    }
    if (!response.ok) throw await problemFrom(response);
    try {
      return await response.json();
    } catch (error) {
      throw new NoAnswer(error);
    }
  }

  return {
    get,
    resolve: (path, options) => get("resolve/", { path }, options),
    /** The site in a language; in its own if none is given. */
    site: (locale, options) => get("site/", locale ? { locale } : {}, options),
    preview: (contentType, token, options) =>
      get("preview/", { content_type: contentType, token }, options),
    /** A list: `{ meta: { total_count }, items }`. */
    list: (endpoint, values, options) => get(`${endpoint}/`, values, options),
  };
}
