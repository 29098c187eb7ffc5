import { delayAfter, Failure, type FailureKind } from "smacs/wire";
import { describe, expect, test } from "vitest";

describe("the wait before another attempt", () => {
    test.each<[FailureKind, number | undefined, number[]]>([
        ["network", undefined, [500, 1500, 4500, 8000, 8000]],
        ["rate-limit", 429, [1000, 3000, 9000, 27_000, 30_000]],
        ["rate-limit", undefined, [1000, 3000, 9000, 27_000, 30_000]],
        ["server", 502, [1000, 3000, 9000, 27_000, 30_000]],
        ["server", 503, [1000, 3000, 9000, 27_000, 30_000]],
        ["server", 500, [200, 600, 1800, 2000, 2000]],
        ["timeout", 504, [200, 600, 1800, 2000, 2000]],
    ])("after %s %s grows to a limit", (kind, status, waits) => {
        const failure = new Failure(kind, "", status);
        expect(waits.map((_, at) => delayAfter(at + 1, failure, 0.5))).toEqual(waits);
    });

    test("is up to half shorter or longer, within its limits", () => {
        const failure = new Failure("rate-limit", "", 429);
        expect(delayAfter(2, failure, 0)).toBe(1500);
        expect(delayAfter(2, failure, 0.999)).toBeCloseTo(4497);
        expect(delayAfter(1, failure, 0)).toBe(1000);
        expect(delayAfter(9, failure, 0.999)).toBe(30_000);
    });

    test("is at least what the server asks for, unless that is too long to wait for", () => {
        const failure = (retryAfter: number) => new Failure("rate-limit", "", 429, { retryAfter });
        expect(delayAfter(1, failure(20_000), 0.5)).toBe(20_000);
        expect(delayAfter(1, failure(10), 0.5)).toBe(1000);
        expect(delayAfter(1, failure(3_600_000), 0.5)).toBeUndefined();
    });

    test.each<[FailureKind, number | undefined]>([
        ["auth", 401],
        ["credit", 402],
        ["refused", 403],
        ["bad-request", 400],
        ["unknown-model", 404],
        ["bad-response", 200],
        ["empty", undefined],
        ["timeout", undefined],
        ["cancelled", undefined],
        ["server", undefined],
    ])("never comes after %s %s", (kind, status) => {
        expect(delayAfter(1, new Failure(kind, "", status), 0.5)).toBeUndefined();
    });
});
