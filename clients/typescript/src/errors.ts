import type { Problem } from "./types.js";

/** The API answered with an error. What `fetch` itself throws (no network, aborted) is passed on as it is. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The address that was asked. */
    readonly url: string,
    /** What the API says about it; null where something else answered, such as a proxy. */
    readonly problem: Problem | null,
  ) {
    super(problem ? problem.detail : `${url} answered with status ${status}`);
  }

  /** The query parameter at fault, if one is. */
  get parameter(): string | undefined {
    return this.problem?.parameter;
  }

  /** The nearest name that would have been right, if there is one. */
  get suggestion(): string | undefined {
    return this.problem?.suggestion;
  }
}

/** Make the error of a response that is not OK. */
export async function errorOf(response: Response, url: string): Promise<ApiError> {
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
  return new ApiError(response.status, url, isProblem ? ((await response.json()) as Problem) : null);
}
