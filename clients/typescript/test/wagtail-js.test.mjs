// A client that knows Wagtail's API v2 and nothing of ours, against the running server (CMS_URL).
import assert from "node:assert/strict";
import { test } from "node:test";
import { CMSClient } from "wagtail-js";

const client = new CMSClient({ baseURL: process.env.CMS_URL, apiPath: "/api/v2", cache: "no-store" });
const ARTICLES = { type: "blog.ArticlePage", locale: "en" };

/** Run without what wagtail-js writes to the console about an error. */
async function quietly(context, ask) {
  for (const method of ["group", "log", "groupEnd", "warn"]) {
    context.mock.method(console, method, () => {});
  }
  return ask();
}

test("fetchPages lists pages", async () => {
  const { meta, items } = await client.fetchPages();
  assert.equal(items.length, 20);
  assert.ok(meta.total_count > 20);
  assert.deepEqual(Object.keys(items[0].meta).sort(), [
    "detail_url",
    "first_published_at",
    "html_url",
    "locale",
    "slug",
    "type",
  ]);
});

test("fetchPages pages through a list", async () => {
  const all = await client.fetchPages({ ...ARTICLES, limit: 100 });
  const second = await client.fetchPages({ ...ARTICLES, limit: 5, offset: 5 });
  assert.deepEqual(second.items.map(({ id }) => id), all.items.slice(5, 10).map(({ id }) => id));
});

test("fetchPages filters, orders and chooses fields", async () => {
  const { items } = await client.fetchPages({ ...ARTICLES, order: "-title", fields: ["summary", "tags"] });
  const titles = items.map(({ title }) => title);
  assert.deepEqual(titles, [...titles].sort().reverse());
  assert.ok(items.every(({ summary, tags }) => summary && Array.isArray(tags)));
});

test("fetchPages knows the tree", async () => {
  const [home] = (await client.fetchPages({ type: "home.HomePage", locale: "en" })).items;
  const children = await client.fetchPages({ child_of: home.id });
  const descendants = await client.fetchPages({ descendant_of: home.id, limit: 100 });
  assert.ok(children.items.length > 0);
  assert.ok(descendants.meta.total_count > children.meta.total_count);
  const ancestors = await client.fetchPages({ ancestor_of: children.items[0].id });
  assert.equal(ancestors.items[0].id, home.id);
});

test("fetchPages finds translations", async () => {
  const [malay] = (await client.fetchPages({ type: "blog.ArticlePage", locale: "ms", limit: 1 })).items;
  const { items } = await client.fetchPages({ translation_of: malay.id, locale: "en" });
  assert.deepEqual(items.map(({ meta }) => meta.locale), ["en"]);
});

test("fetchPages searches", async () => {
  const all = await client.fetchPages({ ...ARTICLES, search: "knee malaysia", search_operator: "and" });
  const any = await client.fetchPages({ ...ARTICLES, search: "knee malaysia", search_operator: "or" });
  assert.ok(all.meta.total_count > 0);
  assert.ok(any.meta.total_count > all.meta.total_count);
});

test("fetchPage finds a page by id and by slug", async () => {
  const bySlug = await client.fetchPage("stem-cell-therapy-for-knees");
  const byId = await client.fetchPage(bySlug.id);
  assert.equal(byId.title, bySlug.title);
  assert.equal(byId.meta.parent.title, "Articles");
});

test("fetchPage says that a page is not found", async (context) => {
  assert.equal((await client.fetchPage("no-such-page")).message, "Page not found");
  const missing = await quietly(context, () => client.fetchPage(987654));
  assert.equal(missing.message, "Page not found");
  assert.equal(missing.data.code, "REQUEST_FAILED");
});

test("a bad request is an error", async (context) => {
  const asked = quietly(context, () => client.fetchPages({ type: "nothing.Here" }));
  await assert.rejects(asked, { name: "FetchError", code: "REQUEST_FAILED" });
});

test("fetchImages and fetchImage give files to download", async () => {
  const { items } = await client.fetchImages({ limit: 1 });
  const image = await client.fetchImage(items[0].id);
  assert.deepEqual([image.width, image.height], [1600, 1000]);
});

test("getMediaSrc gives an address from which the file comes", async (context) => {
  const [image] = (await client.fetchImages({ limit: 1 })).items;
  const address = await quietly(context, () => client.getMediaSrc(image.meta));
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(response.headers.get("Content-Type"), /^image\//);
});

test("fetchDocuments lists documents", async () => {
  assert.deepEqual(await client.fetchDocuments(), { meta: { total_count: 0 }, items: [] });
});
