// The client against the running server with its demo (CMS_URL).
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createClient, html, isPage } from "cms-delivery-client";

const client = createClient({ baseUrl: process.env.CMS_URL });
const ARTICLE = "/articles/stem-cell-therapy-for-knees/";

async function all(items) {
  const found = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

test("a path leads to the page with everything in it", async () => {
  const resolved = await client.resolve(ARTICLE);
  assert.equal(resolved.kind, "page");
  assert.ok(isPage(resolved.page, "blog.ArticlePage"));
  assert.ok(resolved.page.body.length > 10);
  assert.match(resolved.page.authors[0].url, /\/authors\/[a-z-]+\/$/);
});

test("a path leads to trials, topics and authors", async () => {
  const trial = await client.resolve("/trials/NCT03818737/");
  assert.equal(trial.kind === "trial" && trial.trial.registry_id, "NCT03818737");
  const topic = await client.resolve("/topics/knee-osteoarthritis/");
  assert.equal(topic.kind === "topic" && topic.topic.slug, "knee-osteoarthritis");
  const author = await client.resolve("/authors/daniel-lim/");
  assert.equal(author.kind === "author" && author.author.name, "Daniel Lim");
});

test("an old path leads on, a wrong one to what is near", async () => {
  const moved = await client.resolve("/2020/08/stem-cell-therapy-knees.html");
  assert.deepEqual([moved.kind, moved.location, moved.status, moved.external], ["redirect", ARTICLE, 301, false]);
  const nothing = await client.resolve("/articles/stem-cell-therapy-for-knee/");
  assert.equal(nothing.kind, "not_found");
  assert.equal(nothing.nearest.title, "Articles");
});

test("fields and rich text formats work in documents", async () => {
  const resolved = await client.resolve(ARTICLE, { fields: "_,title,body", rich_text_format: "json" });
  assert.deepEqual(Object.keys(resolved.page), ["title", "body"]);
  const paragraph = resolved.page.body.find((block) => block.type === "paragraph");
  assert.throws(() => html(paragraph.value), TypeError);
  const page = await client.page(8, { fields: "_,title" });
  assert.deepEqual(Object.keys(page), ["title"]);
});

test("pages are found by path and by id", async () => {
  const page = await client.pageByPath(ARTICLE);
  assert.equal((await client.page(page.id)).title, page.title);
  assert.equal(await client.pageByPath("/nothing/at/all/"), null);
  assert.equal(await client.pageByPath("/topics/knee/"), null);
});

test("what is not there is an error with status 404", async () => {
  const error = await client.page(987654).catch((error) => error);
  assert.ok(error instanceof ApiError);
  assert.equal(error.status, 404);
  assert.equal(error.problem.detail, error.message);
});

test("a mistake is an error that names it", async () => {
  const error = await client.pages({ tpye: "blog.ArticlePage" }).catch((error) => error);
  assert.deepEqual([error.status, error.parameter, error.suggestion], [400, "tpye", "type"]);
});

test("lists have the fields that they are asked for, in order", async () => {
  const { meta, items } = await client.pages({
    type: "blog.ArticlePage",
    locale: "en",
    order: "-published_at",
    fields: ["summary", "published_at"],
    limit: 3,
  });
  assert.ok(meta.total_count > 3);
  assert.equal(items.length, 3);
  const dates = items.map((item) => item.published_at);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.ok(items.every((item) => item.summary.length > 10 && item.meta.locale === "en"));
});

test("iterating gives every article once, however few come at a time", async () => {
  const query = { type: "blog.ArticlePage", locale: "en", order: "-published_at" };
  const { meta, items } = await client.pages({ ...query, limit: 100 });
  const found = await all(client.pages.iterate({ ...query, limit: 4 }));
  assert.equal(found.length, meta.total_count);
  assert.deepEqual(found.map(({ id }) => id), items.map(({ id }) => id));
});

test("iterating can stop early", async () => {
  for await (const page of client.pages.iterate({ limit: 1 })) {
    assert.ok(page.id);
    break;
  }
});

test("trials are filtered by their facts", async () => {
  const recruiting = await all(client.trials.iterate({ overall_status: "RECRUITING", fields: ["countries"] }));
  assert.ok(recruiting.length > 0);
  const { items } = await client.trials({ countries: "Malaysia", fields: ["registry_id"] });
  assert.equal((await client.trial(items[0].registry_id)).id, items[0].id);
});

test("articles are found by what they refer to", async () => {
  const { items } = await client.pages({ type: "blog.ArticlePage", topics__slug: "knee-osteoarthritis", limit: 1 });
  assert.equal(items.length, 1);
});

test("topics, authors, images and redirects are listed", async () => {
  for (const list of [client.topics, client.authors, client.images, client.redirects]) {
    const { meta, items } = await list({ limit: 1 });
    assert.ok(meta.total_count > 0);
    assert.equal(items.length, 1);
  }
  assert.deepEqual((await client.documents()).items, []);
  assert.equal((await client.topic("knee")).slug, "knee");
  assert.equal((await client.author("daniel-lim")).slug, "daniel-lim");
  assert.equal((await client.image(1)).width, 1600);
});

test("the site document and search answer", async () => {
  assert.ok((await client.site()).navigation.length > 0);
  const { items } = await client.search("knee", { type: "page", limit: 2 });
  assert.equal(items.length, 2);
});

test("a client of another language lists that language", async () => {
  const malay = createClient({ baseUrl: process.env.CMS_URL, locale: "ms" });
  assert.ok((await malay.pages()).items.every((page) => page.meta.locale === "ms"));
});

test("an unknown site is refused", async () => {
  const other = createClient({ baseUrl: process.env.CMS_URL, site: "nowhere.example.org" });
  await assert.rejects(other.pages(), { status: 400, parameter: "site" });
});

test("a request can be given up", async () => {
  await assert.rejects(client.pages({}, { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("the fixture article has every block", async () => {
  const article = await client.fixture();
  assert.ok(isPage(article, "blog.ArticlePage"));
  const types = new Set(article.body.map((block) => block.type));
  assert.equal(types.size, 15);
});

test("a preview with a made-up token is refused", async () => {
  const opened = client.preview({ content_type: "blog.articlepage", token: "made-up" });
  await assert.rejects(opened, { status: 401 });
});
