// Several models calibrated one after the other, and added to the index together.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { CalibrationState } from "../../engine/calibrate.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { recordsIn } from "./record.ts";
import type { CalibrationPage, CalibrationStanding } from "./state.ts";

export interface BatchModel {
    poolModel: PoolModel;
    /** Its name in the index. */
    name: string;
}

/** How one model of a batch stands. */
export type BatchMember = BatchModel &
    (
        | { state: "waiting" | "running" }
        | { state: "done"; prior: number; error: number; right: number; asked: number }
        | { state: "unreadable" }
        | { state: "failed"; error: unknown }
    );

export type BatchStanding = "running" | "paused" | "done" | "adding" | "added" | { failed: unknown };

export interface BatchView {
    members: readonly BatchMember[];
    standing: BatchStanding;
}

export interface Batch {
    view: ReadonlySignal<BatchView | undefined>;
    /** Asks each model; what is recorded is not asked again. */
    begin(models: readonly BatchModel[], budget: number, precision: number): Promise<void>;
    /** After the calls in progress; called again, these are broken off. */
    pause(): void;
    go(): Promise<void>;
    /** Gives the index the columns of those that are done. */
    add(): Promise<void>;
    /** Forgets how it went; what is recorded stays. */
    close(): void;
    /** Their records as one file. */
    record(): string;
    /** Takes the columns of a saved file into the index; resolves to their names. undefined: the file is no record. */
    take(file: Blob, pool: readonly PoolModel[]): Promise<string[] | undefined>;
}

type OnePage = Pick<CalibrationPage, "view" | "begin" | "pause" | "addRecorded" | "keep" | "recordOf">;

export function createBatch(page: OnePage): Batch {
    const view = signal<BatchView | undefined>(undefined);
    let how = { budget: 100, precision: 0.05 };
    let pausing = false;

    const change = (changed: Partial<BatchView>) => {
        view.value = view.value && { ...view.value, ...changed };
    };
    const place = (at: number, member: BatchMember) =>
        change({ members: view.value?.members.map((before, other) => (other === at ? member : before)) ?? [] });
    const done = () => view.value?.members.filter(({ state }) => state === "done") ?? [];

    /** false: it was paused. */
    const one = async (at: number, { poolModel, name }: BatchModel): Promise<boolean> => {
        place(at, { poolModel, name, state: "running" });
        await page.begin({ poolModel, name, bank: undefined, ...how, anew: false, check: false });
        const { standing, now } = page.view.value ?? {};
        if (standing?.state === "paused") {
            place(at, { poolModel, name, state: "waiting" });
            return false;
        }
        place(at, { poolModel, name, ...outcome(standing, now) });
        return true;
    };
    const run = async () => {
        pausing = false;
        change({ standing: "running" });
        for (const [at, member] of (view.value?.members ?? []).entries()) {
            const open = member.state === "waiting" || member.state === "failed";
            if (open && (pausing || !(await one(at, member)))) {
                change({ standing: "paused" });
                return;
            }
        }
        change({ standing: "done" });
    };

    return {
        view,
        async begin(models, budget, precision) {
            how = { budget, precision };
            view.value = { members: models.map((model) => ({ ...model, state: "waiting" })), standing: "running" };
            await run();
        },
        pause() {
            pausing = true;
            page.pause();
        },
        go: run,
        async add() {
            change({ standing: "adding" });
            try {
                await page.addRecorded(done());
                change({ standing: "added" });
            } catch (failed) {
                change({ standing: { failed } });
            }
        },
        close() {
            view.value = undefined;
        },
        record: () => page.recordOf(done().map(({ name }) => name)),
        async take(file, pool) {
            const found = recordsIn(await file.text());
            if (!found || found.size === 0) {
                return undefined;
            }
            for (const [model, lines] of found) {
                page.keep(model, lines);
            }
            const names = [...found.keys()];
            await page.addRecorded(
                names.map((name) => ({
                    name,
                    poolModel: pool.find(({ model, served }) => (model ?? served) === name),
                })),
            );
            return names;
        },
    };
}

function outcome(standing: CalibrationStanding | undefined, now: CalibrationState | undefined) {
    if (standing?.state === "failed") {
        return { state: "failed" as const, error: standing.error };
    }
    if (!now || now.unreadable) {
        return { state: "unreadable" as const };
    }
    const { prior, standard_error: error, right, asked } = now;
    return { state: "done" as const, prior, error, right, asked };
}
