// What the client sends and how it takes what comes back, without a server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createClient, html, isPage } from "cms-delivery-client";

/** A client whose requests are answered by `answer`; `asked` are their addresses and options. */
function clientOf(answer, options = {}) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push({ url, ...init });
    return answer(url, init);
  };
  return { asked, client: createClient({ baseUrl: "https://cms.example.org/", fetch, ...options }) };
}

const json = (body, init) => Response.json(body, init);
const problem = (body) => json(body, { status: body.status, headers: { "Content-Type": "application/problem+json" } });
const empty = () => json({ meta: {}, items: [] });

test("parameters are written as the API takes them", async () => {
  const { client, asked } = clientOf(empty);
  await client.pages({
    type: ["blog.ArticlePage", "home.StandardPage"],
    fields: ["body"],
    order: "-title",
    show_in_menus: true,
    limit: 5,
    locale: undefined,
  });
  assert.equal(
    asked[0].url,
    "https://cms.example.org/api/v2/pages/?type=blog.ArticlePage%2Chome.StandardPage&fields=body&order=-title" +
      "&show_in_menus=true&limit=5",
  );
});

test("keys and paths cannot leave their place in the address", async () => {
  const { client, asked } = clientOf(() => json({ kind: "page" }));
  await client.trial("NCT0/../?x");
  await client.resolve("/a b/?q=1&path=/c/#d");
  assert.equal(asked[0].url, "https://cms.example.org/api/v2/trials/NCT0%2F..%2F%3Fx/");
  assert.equal(new URL(asked[1].url).searchParams.get("path"), "/a b/?q=1&path=/c/#d");
  assert.deepEqual([...new URL(asked[1].url).searchParams.keys()], ["path"]);
});

test("site is asked for everywhere, the locale where it chooses what is answered", async () => {
  const { client, asked } = clientOf(empty, { site: "clinic.example.org", locale: "ms" });
  await client.pages();
  await client.pages({ locale: "en" });
  await client.page(8);
  await client.site();
  await client.search("knee");
  assert.deepEqual(
    asked.map(({ url }) => new URL(url).search),
    [
      "?site=clinic.example.org&locale=ms",
      "?site=clinic.example.org&locale=en",
      "?site=clinic.example.org",
      "?site=clinic.example.org&locale=ms",
      "?site=clinic.example.org&locale=ms&q=knee",
    ],
  );
});

test("headers and the signal are passed on", async () => {
  const { client, asked } = clientOf(empty, { headers: { "X-Asked-By": "test" } });
  const { signal } = new AbortController();
  await client.topics({}, { signal });
  assert.equal(asked[0].signal, signal);
  assert.deepEqual(asked[0].headers, { "X-Asked-By": "test" });
});

test("a problem is an ApiError that names the parameter and what would be right", async () => {
  const body = { type: "about:blank", title: "Bad Request", status: 400, detail: "No 'titel'.", message: "No 'titel'." };
  const { client } = clientOf(() => problem({ ...body, parameter: "order", suggestion: "title" }));
  const error = await client.pages().catch((error) => error);
  assert.ok(error instanceof ApiError && error instanceof Error);
  assert.equal(error.name, "ApiError");
  assert.equal(error.message, "No 'titel'.");
  assert.deepEqual([error.status, error.parameter, error.suggestion], [400, "order", "title"]);
  assert.equal(error.url, "https://cms.example.org/api/v2/pages/");
});

test("an error that is not the API's has no problem", async () => {
  const { client } = clientOf(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  const error = await client.site().catch((error) => error);
  assert.deepEqual([error.status, error.problem, error.parameter], [502, null, undefined]);
  assert.equal(error.message, "https://cms.example.org/api/v2/site/ answered with status 502");
  await assert.rejects(client.resolve("/"), ApiError);
});

test("gone and not found are answers of resolve, other problems are errors", async () => {
  const base = { type: "about:blank", title: "", detail: "x", message: "x" };
  for (const kind of ["gone", "not_found"]) {
    const { client } = clientOf(() => problem({ ...base, status: kind === "gone" ? 410 : 404, kind }));
    assert.equal((await client.resolve("/old/")).kind, kind);
    assert.equal(await client.pageByPath("/old/"), null);
  }
  const { client } = clientOf(() => problem({ ...base, status: 400, parameter: "path" }));
  await assert.rejects(client.resolve(""), { parameter: "path" });
});

test("iterating follows the cursor at the client's own address, and stops when told", async () => {
  const pages = { "*": ["a", "b"], two: ["c"], three: ["d"] };
  const next = { "*": "two", two: "three", three: null };
  const { client, asked } = clientOf((url) => {
    const cursor = new URL(url).searchParams.get("cursor");
    const following = next[cursor] && `http://internal:8000/api/v2/pages/?cursor=${next[cursor]}`;
    return json({ meta: { next: following, previous: null }, items: pages[cursor] });
  });
  const found = [];
  for await (const item of client.pages.iterate({ type: "blog.ArticlePage", limit: 2 })) {
    found.push(item);
  }
  assert.deepEqual(found, ["a", "b", "c", "d"]);
  assert.ok(asked.every(({ url }) => url.startsWith("https://cms.example.org/api/v2/pages/?limit=2&type=")));
  assert.equal(new URL(asked[0].url).searchParams.get("total_count"), "false");

  asked.length = 0;
  for await (const _ of client.pages.iterate()) {
    break;
  }
  assert.equal(asked.length, 1);
  assert.equal(new URL(asked[0].url).searchParams.get("limit"), "100");
});

test("answers with an ETag are kept, and asked for again only if they changed", async () => {
  const answers = new Map();
  let version = 1;
  const { client, asked } = clientOf((url, init) => {
    const etag = `"v${version}"`;
    return init.headers["If-None-Match"] === etag
      ? new Response(null, { status: 304 })
      : json({ name: `Version ${version}` }, { headers: { ETag: etag } });
  }, { answers });
  assert.equal((await client.site()).name, "Version 1");
  assert.equal((await client.site()).name, "Version 1");
  version = 2;
  assert.equal((await client.site()).name, "Version 2");
  assert.deepEqual(asked.map(({ headers }) => headers["If-None-Match"]), [undefined, '"v1"', '"v1"']);
  assert.deepEqual([...answers.keys()], ["https://cms.example.org/api/v2/site/"]);
});

test("the global fetch is called as a plain function, when it is needed", async (context) => {
  const client = createClient({ baseUrl: "https://cms.example.org" });
  context.mock.method(globalThis, "fetch", async () => json({ name: "Lutut" }));
  assert.equal((await client.site()).name, "Lutut");
});

test("types are told apart, and trees are not taken for texts", () => {
  assert.equal(isPage({ meta: { type: "blog.ArticlePage" } }, "blog.ArticlePage"), true);
  assert.equal(isPage({ meta: { type: "home.HomePage" } }, "blog.ArticlePage"), false);
  assert.equal(html("<p>Rest.</p>"), "<p>Rest.</p>");
  assert.throws(() => html([{ type: "paragraph", children: [] }]), TypeError);
});
