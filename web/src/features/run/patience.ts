// How long the page waits for an answer.
import type { Patience } from "smacs/wire";
import { providerOf } from "../../engine/providers.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";

/**
 * A model's own limit, then the one for all (seconds), then the usual patience, which is longer with slow providers. No
 * limit makes anything wait longer for a first word.
 */
export function patienceFor(poolModel: PoolModel, seconds: number | undefined, usual: Patience): Patience {
    const { slowness } = providerOf(poolModel);
    const total = poolModel.timeLimitMs ?? (seconds === undefined ? slowness * usual.total : 1000 * seconds);
    const most = (step: number) => Math.min(total, slowness * step);
    return { first: most(usual.first), idle: most(usual.idle), total };
}
