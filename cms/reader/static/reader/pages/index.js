/** From an address to a view: the reader's own pages first, then what the API says is there. */

import { Problem } from "../api.js";
import { authors, topics } from "./directories.js";
import { documentView, localeOf } from "./documents.js";
import { preview } from "./preview.js";
import { problemView } from "./problem.js";
import { search } from "./search.js";
import { trialDirectory } from "./trial_directory.js";

/** Lists that the reader makes itself, by their path below a language's home. */
const OWN_PAGES = new Map([
  ["/trials/", trialDirectory],
  ["/search/", search],
  ["/topics/", topics],
  ["/authors/", authors],
]);

/** Longer chains than this are a mistake in the redirects. */
const MOST_REDIRECTS = 5;

const withSlash = (path) => (path.endsWith("/") ? path : `${path}/`);

/**
 * Return `{ leaveFor: url }`, or a view:
 * `{ context, node, title, description, canonical, robots, translations, url, movedTo, keepsPlace }`.
 *
 * `view` says what is asked: `address`, `signal`, `part` of a list, and `resolved`, an answer of the
 * resolve endpoint that came with the shell.
 */
export async function viewOf(reader, view, redirects = 0) {
  const { code, rest } = reader.localise(view.address.path);
  const context = reader.context(code);
  try {
    if (withSlash(rest) === "/preview/") return await preview(reader, code, view);
    const own = OWN_PAGES.get(withSlash(rest));
    if (own) return { context, ...(await own(context, view)), url: null };
    return await resolvedView(reader, context, view, redirects);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (!error.status && error.name !== "NoAnswer") console.error(error);
    return { context, ...problemView(error, context) };
  }
}

async function resolvedView(reader, context, view, redirects) {
  const answer = view.resolved ?? (await reader.api.resolve(view.address.path, { signal: view.signal }));
  if (answer.kind === "redirect") return redirected(reader, context, view, answer, redirects);
  const document_ = answer[answer.kind];
  const own = reader.context(localeOf(document_, context.locale));
  return { context: own, ...(await documentView(document_, own, view)) };
}

async function redirected(reader, context, view, answer, redirects) {
  const target = answer.external ? null : reader.addresses.parse(answer.location);
  if (!target) return { leaveFor: answer.location };
  if (redirects >= MOST_REDIRECTS) throw new Problem({ detail: context.t("redirectCircle") }, 508);
  const next = { ...view, address: target, resolved: null };
  return { movedTo: target, ...(await viewOf(reader, next, redirects + 1)) };
}
