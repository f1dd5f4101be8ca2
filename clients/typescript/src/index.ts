export { createClient, type Client, type Lists, type PageLists } from "./client.js";
export { ApiError } from "./errors.js";
export { html, isPage } from "./narrowing.js";
export type { AnswerStore, ClientOptions, Query, QueryValue, RequestOptions, StoredAnswer } from "./http.js";
export type * from "./types.js";
