import { errorOf } from "./errors.js";

/** Keeps answers with their ETags; a `Map` will do. Give it to a client to ask "has it changed?" only. */
export interface AnswerStore {
  get(url: string): StoredAnswer | undefined;
  set(url: string, answer: StoredAnswer): unknown;
}

export interface StoredAnswer {
  etag: string;
  body: unknown;
}

export interface ClientOptions {
  /** The address of the CMS, such as `https://cms.example.org`. */
  baseUrl: string;
  /** `host` or `host:port` of the site to read, where the CMS has several. */
  site?: string;
  /** The language of lists, search and the site document, where a call names no other. */
  locale?: string;
  /** Another `fetch`: with a cache, retries, or the framework's own. */
  fetch?: typeof globalThis.fetch;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** Where to keep answers that have an ETag. */
  answers?: AnswerStore;
}

export interface RequestOptions {
  signal?: AbortSignal;
}

/** What a query parameter may be; lists are joined with commas, `undefined` and `null` are left out. */
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Readonly<Record<string, QueryValue>>;

/** Sends requests to one CMS and reads its answers. */
export class Http {
  readonly #root: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(readonly options: ClientOptions) {
    this.#root = `${options.baseUrl.replace(/\/+$/, "")}/api/v2/`;
    // Called as a plain function: browsers refuse to call their `fetch` as a method of something else.
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** Return the address of a path below `/api/v2/`. */
  url(path: string, query: Query = {}): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries({ site: this.options.site, ...query })) {
      if (value !== undefined && value !== null) {
        parameters.append(name, String(value));
      }
    }
    const text = parameters.toString();
    return `${this.#root}${path}${text && `?${text}`}`;
  }

  /** Return the JSON at a path; throws `ApiError`. */
  async get<Answer>(path: string, query: Query, options: RequestOptions = {}): Promise<Answer> {
    const url = this.url(path, query);
    const known = this.options.answers?.get(url);
    const headers = { ...this.options.headers, ...(known && { "If-None-Match": known.etag }) };
    const response = await this.#fetch(url, { ...options, headers });
    if (known && response.status === 304) {
      return known.body as Answer;
    }
    if (!response.ok) {
      throw await errorOf(response, url);
    }
    const body = (await response.json()) as Answer;
    const etag = response.headers.get("ETag");
    if (etag) {
      this.options.answers?.set(url, { etag, body });
    }
    return body;
  }
}
