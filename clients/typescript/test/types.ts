// Compiled, never run: what must be right, and what must be refused, at compile time.
import { createClient, html, isPage, type Block, type BlockType, type Page, type Resolved, type Schemas } from "cms-delivery-client";

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
function holds<_Claim extends true>(): void {}

const client = createClient({ baseUrl: "https://cms.example.org" });

// Blocks are told apart by their type; this switch knows them all.

export function draw(block: Block): string {
  switch (block.type) {
    case "heading":
      return `${block.value.level} ${block.value.text}`;
    case "paragraph":
      return html(block.value);
    case "bullet_list":
    case "numbered_list":
      return block.value.map(html).join();
    case "callout":
      return `${block.value.kind} ${block.value.title} ${block.value.link?.url}`;
    case "image":
      return `${block.value.image?.url} ${block.value.caption}`;
    case "embed":
      return `${block.value.url} ${block.value.caption}`;
    case "quote":
      return `${block.value.text} ${block.value.attribution}`;
    case "table":
      return block.value.columns.map((column) => column.heading).join();
    case "price_range":
      return `${block.value.currency} ${(block.value.low ?? 0).toFixed(2)}`;
    case "trial_list":
      return block.value.trials.map((trial) => `${trial.registry_id} ${trial.overall_status}`).join();
    case "related_posts":
      return block.value.posts.map((post) => post.title).join();
    case "link_button":
      return `${block.value.text} ${block.value.url}`;
    case "question":
      return `${block.value.question} ${html(block.value.answer)}`;
    case "references":
      return block.value.map((reference) => reference.citation).join();
    default:
      return unknown(block);
  }
}

function unknown(block: never): string {
  return `Pass over what is new: ${(block as Block).type}`;
}

export function forgetsOne(block: Exclude<Block, { type: "quote" }> | Block): string {
  if (block.type === "quote") {
    return block.value.text;
  }
  // @ts-expect-error Every other block has not been drawn yet.
  return unknown(block);
}

// @ts-expect-error There is no such block.
export const misspelt: BlockType = "qoute";

// Documents

export async function documents(): Promise<void> {
  const page = await client.page(8);
  holds<Equal<typeof page, Page>>();
  // @ts-expect-error Only articles have a summary.
  page.summary;
  if (isPage(page, "blog.ArticlePage")) {
    page.summary.trim();
    holds<Equal<typeof page.meta.type, "blog.ArticlePage">>();
  }
  const part = await client.page(8, { fields: "_,title" });
  // @ts-expect-error With `fields` anything may be missing.
  part.title.trim();
  // @ts-expect-error There is no such type of page.
  isPage(page, "blog.Article");
}

// What a path leads to

export function follow(resolved: Resolved): string {
  switch (resolved.kind) {
    case "page":
      return resolved.page.title;
    case "trial":
      return resolved.trial.overall_status;
    case "topic":
      return resolved.topic.slug;
    case "author":
      return resolved.author.role;
    case "redirect":
      return `${resolved.status} ${resolved.location}`;
    case "gone":
      return resolved.detail;
    case "not_found":
      return resolved.nearest?.title ?? resolved.similar.map((card) => card.title).join();
  }
}
holds<Equal<Exclude<Resolved["kind"], "gone" | "not_found">, Schemas["Resolved"]["kind"]>>();

// Lists

export async function listed(): Promise<void> {
  const { items } = await client.pages({ type: "blog.ArticlePage", fields: ["summary", "hero_image", "last_published_at"] });
  const item = items[0]!;
  item.summary.trim();
  item.hero_image?.url.trim();
  holds<Equal<typeof item.meta.type, "blog.ArticlePage">>();
  item.meta.last_published_at?.trim();
  item.meta.html_url;
  // @ts-expect-error It was not asked for.
  item.body;
  // @ts-expect-error It was not asked for.
  item.meta.seo_title;

  const [whole] = (await client.pages({ type: "blog.ArticlePage", fields: "*" })).items;
  whole!.body.map(draw);
  // @ts-expect-error Lists do not show the page above.
  whole!.meta.parent;

  const [part] = (await client.pages({ type: "blog.ArticlePage", fields: "_,title" })).items;
  // @ts-expect-error With a text anything may be missing.
  part!.title.trim();

  for await (const page of client.pages.iterate({ type: ["blog.ArticlePage", "home.StandardPage"], fields: ["body"] })) {
    page.body.map(draw);
    // @ts-expect-error Plain pages have no summary.
    page.summary;
  }
  for await (const trial of client.trials.iterate({ overall_status__in: ["RECRUITING"], fields: ["phases"] })) {
    trial.phases.join();
  }
  await client.pages({ type: "blog.ArticlePage", topics__slug: "knee", order: ["-published_at", "title"], child_of: "root" });
  await client.pages({ order: "-title", id__in: [1, 2], show_in_menus: true, locale: undefined });

  // @ts-expect-error There is no such type of page.
  await client.pages({ type: "blog.Article" });
  // @ts-expect-error There is no such field.
  await client.pages({ type: "blog.ArticlePage", fields: ["sumary"] });
  // @ts-expect-error It is a field of articles, not of all pages.
  await client.pages({ fields: ["summary"] });
  // @ts-expect-error There is no such filter.
  await client.pages({ topic__slug: "knee" });
  // @ts-expect-error Nothing is ordered by it.
  await client.pages({ order: "body" });
  // @ts-expect-error There is no such status.
  await client.trials({ overall_status: "OPEN" });
}
