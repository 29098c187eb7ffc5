// Makes the calls of a run at the endpoints of its members, in turn where an endpoint allows few at once.
import type { CallOutcome } from "../host/drive.js";
import { fetchHost, type TellingHost } from "../host/fetch-host.js";
import type { CallAction } from "../run-messages.js";
import { asFailure, Failure } from "../wire/failure.js";
import type { FailedCall } from "./errors.js";
import type { Member } from "./pool.js";
import type { AnyFetch, Upstream } from "./upstream.js";

type Call = TellingHost["call"];

/**
 * Calls at the members' endpoints by what `callAt` makes for each, noting what failed. Once an endpoint has refused a
 * key, it is not asked again in this run.
 */
export function hostOf(
    members: readonly Member[],
    failed: FailedCall[],
    hostAt: (upstream: Upstream, members: readonly Member[]) => TellingHost,
): TellingHost {
    const byId = new Map(members.map((member) => [member.id, member]));
    const upstreams = [...new Set(members.map(({ upstream }) => upstream))];
    const hosts = new Map(
        upstreams.map((upstream) => {
            return [
                upstream,
                hostAt(
                    upstream,
                    members.filter((member) => member.upstream === upstream),
                ),
            ] as const;
        }),
    );
    const refused = new Map<Upstream, Failure>();

    const call: Call = async (action, signal, ...told): Promise<CallOutcome> => {
        const member = byId.get(action.member);
        const host = member && hosts.get(member.upstream);
        if (!member || !host) {
            throw new Failure("bad-request", `there is no "${action.member}" in the pool`);
        }
        const before = refused.get(member.upstream);
        if (before) {
            throw before;
        }
        try {
            return await member.upstream.inTurn(signal, () => host.call(action, signal, ...told));
        } catch (error) {
            const failure = asFailure(error);
            if (failure.kind !== "cancelled") {
                failed.push({ member: member.id, failure, ownKey: member.upstream.hasOwnKey });
            }
            if (failure.kind === "auth" && failure.status === 401) {
                refused.set(member.upstream, failure.with({ usage: { input: 0, output: 0, cost: 0 } }));
            }
            throw failure;
        }
    };
    return {
        call,
        partial: (number) => {
            for (const host of hosts.values()) {
                const text = host.partial?.(number);
                if (text !== undefined) {
                    return text;
                }
            }
            return undefined;
        },
    };
}

/** For runs of several models: whole answers, read by the package's own host. */
export function askingHost(
    members: readonly Member[],
    failed: FailedCall[],
    {
        fetch,
        limitMs,
        fields,
    }: { fetch: AnyFetch; limitMs: number; fields(action: CallAction): Record<string, unknown> },
): TellingHost {
    return hostOf(members, failed, (upstream, own) =>
        fetchHost(own, { fetch, fields, total: Math.min(upstream.timeoutMs ?? limitMs, limitMs) }),
    );
}
