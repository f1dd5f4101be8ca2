import { ApiError } from "./errors.js";
import { Http, type ClientOptions, type Query, type RequestOptions } from "./http.js";
import type {
  Author,
  Card,
  Draft,
  Fields,
  List,
  Listed,
  Page,
  PageOf,
  PageType,
  QueryOf,
  Resolved,
  ResolvedSelection,
  Schemas,
  Site,
  Topic,
  Trial,
  TrialCard,
} from "./types.js";

/** A list of one kind of thing: call it for one page of the list, or iterate over all of it. */
export interface Lists<Document extends { meta: object }, Item extends { meta: object }, Selection, Parameters> {
  /** Return one page of the list. */
  <const Chosen extends Fields<Item> = readonly []>(
    query?: Parameters & { fields?: Chosen },
    options?: RequestOptions,
  ): Promise<List<Listed<Document, Item, Selection, Chosen>>>;

  /** Go through the whole list, however long, a hundred items a request (`limit`). */
  iterate<const Chosen extends Fields<Item> = readonly []>(
    query?: Omit<Parameters, "offset" | "total_count"> & { fields?: Chosen },
    options?: RequestOptions,
  ): AsyncGenerator<Listed<Document, Item, Selection, Chosen>, void, undefined>;
}

type PageItem<Type extends PageType> = Extract<Schemas["PageListItem"], { meta: { type: Type } }>;
type PageQuery<Type, Chosen> = QueryOf<"listPages"> & { type?: Type | readonly Type[]; fields?: Chosen };
type ListedPage<Type extends PageType, Chosen> = Listed<
  PageOf<Type>,
  PageItem<Type>,
  Schemas["PageSelection"],
  Chosen
>;

/** Pages: with `type`, items and fields are those of that type. */
export interface PageLists {
  /** Return one page of the list. */
  <const Type extends PageType = PageType, const Chosen extends Fields<PageItem<Type>> = readonly []>(
    query?: PageQuery<Type, Chosen>,
    options?: RequestOptions,
  ): Promise<List<ListedPage<Type, Chosen>>>;

  /** Go through the whole list, however long, a hundred items a request (`limit`). */
  iterate<const Type extends PageType = PageType, const Chosen extends Fields<PageItem<Type>> = readonly []>(
    query?: Omit<PageQuery<Type, Chosen>, "offset" | "total_count">,
    options?: RequestOptions,
  ): AsyncGenerator<ListedPage<Type, Chosen>, void, undefined>;
}

/** Make a function that answers a whole document, or parts of it where `fields` says so. */
function documents<Document, Selection, Key extends string | number>(http: Http, route: string) {
  type Parameters = QueryOf<"getPage">;

  /** Return a document; throws `ApiError` with status 404 where there is none. */
  function get(key: Key, query: Parameters & { fields: string }, options?: RequestOptions): Promise<Selection>;
  function get(key: Key, query?: Parameters, options?: RequestOptions): Promise<Document>;
  function get(key: Key, query: Parameters = {}, options?: RequestOptions): Promise<Document | Selection> {
    return http.get(`${route}/${encodeURIComponent(key)}/`, query as Query, options);
  }
  return get;
}

function lists(http: Http, route: string) {
  const inLocale = (query: object): Query => ({ locale: http.options.locale, ...query });
  const path = `${route}/`;

  function list(query: object = {}, options?: RequestOptions): Promise<List<unknown>> {
    return http.get(path, inLocale(query), options);
  }

  list.iterate = async function* (query: object = {}, options?: RequestOptions): AsyncGenerator<unknown> {
    let cursor: string | null = "*";
    while (cursor) {
      const window: Query = { limit: 100, ...inLocale(query), total_count: false, cursor };
      const { meta, items } = await http.get<List<unknown>>(path, window, options);
      yield* items;
      // Not the address itself: behind a proxy the CMS may know itself by another name.
      cursor = meta.next ? new URL(meta.next, "http://cms").searchParams.get("cursor") : null;
    }
  };
  return list;
}

/** Make a client of one CMS. */
export function createClient(options: ClientOptions) {
  const http = new Http(options);
  const inLocale = (query: object): Query => ({ locale: options.locale, ...query });

  /**
   * Return what a path of the front end leads to: a document, a redirect, or that there is (no longer) anything.
   * One request for each address that a reader opens.
   */
  function resolve(
    path: string,
    query: QueryOf<"getPage"> & { fields: string },
    options?: RequestOptions,
  ): Promise<ResolvedSelection>;
  function resolve(path: string, query?: QueryOf<"getPage">, options?: RequestOptions): Promise<Resolved>;
  async function resolve(path: string, query: object = {}, options?: RequestOptions): Promise<ResolvedSelection> {
    try {
      return await http.get<ResolvedSelection>("resolve/", { path, ...query }, options);
    } catch (error) {
      const problem = error instanceof ApiError ? (error.problem as { kind?: string } | null) : null;
      if (problem?.kind === "not_found" || problem?.kind === "gone") {
        return problem as Schemas["NothingFound"] | Schemas["Gone"];
      }
      throw error;
    }
  }

  return {
    resolve,

    /** Return the page at a path of the front end, null where there is none; redirects are not followed. */
    async pageByPath(path: string, query?: QueryOf<"getPage">, options?: RequestOptions): Promise<Page | null> {
      const resolved = await resolve(path, query, options);
      return resolved.kind === "page" ? resolved.page : null;
    },

    page: documents<Page, Schemas["PageSelection"], number>(http, "pages"),
    trial: documents<Trial, Schemas["TrialSelection"], string | number>(http, "trials"),
    topic: documents<Topic, Schemas["TopicSelection"], string | number>(http, "topics"),
    author: documents<Author, Schemas["AuthorSelection"], string | number>(http, "authors"),
    image: documents<Schemas["ImageDocument"], Schemas["ImageDocumentSelection"], number>(http, "images"),
    document: documents<Schemas["Document"], Schemas["DocumentSelection"], number>(http, "documents"),

    pages: lists(http, "pages") as unknown as PageLists,
    trials: lists(http, "trials") as unknown as Lists<
      Trial,
      Schemas["TrialListItem"],
      Schemas["TrialSelection"],
      QueryOf<"listTrials">
    >,
    topics: lists(http, "topics") as unknown as Lists<
      Topic,
      Schemas["TopicListItem"],
      Schemas["TopicSelection"],
      QueryOf<"listTopics">
    >,
    authors: lists(http, "authors") as unknown as Lists<
      Author,
      Schemas["AuthorListItem"],
      Schemas["AuthorSelection"],
      QueryOf<"listAuthors">
    >,
    images: lists(http, "images") as unknown as Lists<
      Schemas["ImageDocument"],
      Schemas["ImageDocumentListItem"],
      Schemas["ImageDocumentSelection"],
      QueryOf<"listImages">
    >,
    documents: lists(http, "documents") as unknown as Lists<
      Schemas["Document"],
      Schemas["DocumentListItem"],
      Schemas["DocumentSelection"],
      QueryOf<"listDocuments">
    >,
    redirects: lists(http, "redirects") as unknown as Lists<
      Schemas["Redirect"],
      Schemas["RedirectListItem"],
      Schemas["RedirectSelection"],
      QueryOf<"listRedirects">
    >,

    /** Return what every page of a front end needs once: menu, footer, logo, languages. */
    site(query: QueryOf<"getSite"> = {}, options?: RequestOptions): Promise<Site> {
      return http.get("site/", inLocale(query), options);
    },

    /** Return cards of the pages and trials that have all these words. */
    search(
      words: string,
      query: Omit<QueryOf<"search">, "q"> & { type?: "page" | "trial" } = {},
      options?: RequestOptions,
    ): Promise<List<Card | TrialCard>> {
      return http.get("search/", inLocale({ q: words, ...query }), options);
    },

    /** Return the draft that a preview link opens; hand on both parameters of the reader's address. */
    preview(
      parameters: { content_type: string; token: string },
      query: QueryOf<"getPage"> = {},
      options?: RequestOptions,
    ): Promise<Draft> {
      return http.get("preview/", { ...query, ...parameters }, options);
    },

    /** Return the article that has every block in every form, for trying out what draws them. */
    fixture(query: QueryOf<"getFixtureArticle"> = {}, options?: RequestOptions): Promise<PageOf<"blog.ArticlePage">> {
      return http.get("fixtures/article/", query as Query, options);
    },

    /** Return the JSON at any path below `/api/v2/`, for what this client does not know. */
    get: http.get.bind(http) as Http["get"],
  };
}

export type Client = ReturnType<typeof createClient>;
