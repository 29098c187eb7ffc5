// Which pages may ask. A page that is not named is refused, so that none can use a gateway on the visitor's machine.
import { ApiError } from "./errors.js";

/** Throws an ApiError for a request from a page that is neither named nor the gateway's own host's. */
export function refuseStrangers(request: Request, allowed: readonly string[] = []): void {
    const origin = request.headers.get("origin");
    if (origin !== null && !allowed.includes("*") && !allowed.includes(origin)) {
        throw new ApiError(403, `Pages of ${origin} may not ask this gateway. Its option cors can allow them.`, {
            code: "origin_not_allowed",
        });
    }
}

export function corsHeaders(request: Request, allowed: readonly string[] = []): Record<string, string> {
    const origin = request.headers.get("origin");
    if (allowed.includes("*")) {
        return { "access-control-allow-origin": "*", "access-control-expose-headers": "x-request-id" };
    }
    return origin !== null && allowed.includes(origin)
        ? {
              "access-control-allow-origin": origin,
              "access-control-expose-headers": "x-request-id",
              vary: "Origin",
          }
        : {};
}

/** The official client sends headers of its own, so those that are asked for are allowed. */
export function preflight(request: Request): Response {
    return new Response(null, {
        status: 204,
        headers: {
            "access-control-allow-methods": "GET, POST",
            "access-control-allow-headers":
                request.headers.get("access-control-request-headers") ?? "authorization, content-type",
            "access-control-max-age": "86400",
        },
    });
}
