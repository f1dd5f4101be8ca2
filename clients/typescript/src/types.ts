import type { components, operations } from "./schema.js";

/** Every shape of the API by its name in the OpenAPI document. */
export type Schemas = components["schemas"];

export type Page = Schemas["Page"];
export type Trial = Schemas["Trial"];
export type Topic = Schemas["Topic"];
export type Author = Schemas["Author"];
export type Image = Schemas["Image"];
export type Site = Schemas["Site"];
export type Card = Schemas["Card"];
export type TrialCard = Schemas["TrialCard"];
export type RichText = Schemas["RichText"];
export type Draft = Schemas["PageDraft" | "TrialDraft" | "TopicDraft" | "AuthorDraft"];
export type Problem = Schemas["Problem"];

/** The name of a type of page, as in `meta.type`. */
export type PageType = Page["meta"]["type"];

/** The document of one type of page: `PageOf<"blog.ArticlePage">`. */
export type PageOf<Type extends PageType> = Extract<Page, { meta: { type: Type } }>;

/** Any block of a body, told apart by its `type`. */
export type Block = Schemas["BodyBlock"];
export type BlockType = Block["type"];

/** One block: `BlockOf<"quote">`. */
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

/** What a path of the front end leads to. */
export type Resolved =
  | { kind: "page"; page: Page }
  | { kind: "trial"; trial: Trial }
  | { kind: "topic"; topic: Topic }
  | { kind: "author"; author: Author }
  | NotADocument;

/** The same where `fields` has left parts of the document. */
export type ResolvedSelection = Schemas["Resolved"] | NotADocument;

type NotADocument = Schemas["ResolvedRedirect"] | Schemas["Gone"] | Schemas["NothingFound"];

/** A list as the API answers it: how many there are, and the items of this page. */
export interface List<Item> {
  meta: Schemas["ListMeta"];
  items: Item[];
}

type RequiredKeys<Shape> = {
  [Key in keyof Shape]-?: Record<never, never> extends Pick<Shape, Key> ? never : Key;
}[keyof Shape];

type WithMeta = { meta: object };

/** The names that `fields` knows in a list of `Item`. */
export type FieldName<Item extends WithMeta> = Exclude<keyof Item, "meta"> | keyof Item["meta"];

/** `fields` of a list: names to add to what is there anyway, `*` for all, or the whole grammar as one text. */
export type Fields<Item extends WithMeta> = readonly FieldName<Item>[] | (string & Record<never, never>) | "*";

type Names<Item extends WithMeta, Chosen> = Chosen extends "*"
  ? FieldName<Item>
  : Chosen extends readonly (infer Name)[]
    ? RequiredKeys<Item> | RequiredKeys<Item["meta"]> | Name
    : never;

/**
 * An item of a list, with the members that are there and no others: what every item has, and what `fields` names.
 * Where `fields` is a text other than `*`, anything may be missing (`Selection`).
 */
export type Listed<Document extends WithMeta, Item extends WithMeta, Selection, Chosen> = Chosen extends
  | "*"
  | readonly unknown[]
  ? Document extends WithMeta
    ? Pick<Document, Exclude<Names<Item, Chosen>, "meta"> & keyof Document> & {
        meta: Pick<Document["meta"], Names<Item, Chosen> & keyof Document["meta"]>;
      }
    : never
  : Selection;

type Given<Value> = Value extends readonly (infer One)[] ? One | readonly One[] : Value;

/** The query parameters of an operation, except those that the client sets itself. */
export type QueryOf<Operation extends keyof operations> = {
  readonly [Name in keyof NonNullable<operations[Operation]["parameters"]["query"]> as Exclude<
    Name,
    "fields" | "type" | "cursor" | "explain"
  >]?: Name extends "child_of" | "descendant_of" | "translation_of"
    ? number | "root" | undefined
    : Given<NonNullable<operations[Operation]["parameters"]["query"]>[Name]> | undefined;
};

export type RichTextFormat = NonNullable<QueryOf<"getPage">["rich_text_format"]>;
export type Locale = NonNullable<QueryOf<"getSite">["locale"]>;
