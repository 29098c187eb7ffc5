// What a language has to translate: the English words, by their names in the catalog.
import type { strings as app } from "../app/strings.ts";
import type { calibrateStrings } from "../features/calibrate/strings.ts";
import type { failureStrings } from "../features/endpoint/failure-strings.ts";
import type { poolStrings } from "../features/endpoint/pool-strings.ts";
import type { sheetStrings } from "../features/endpoint/sheet-strings.ts";
import type { setupStrings } from "../features/endpoint/strings.ts";
import type { evidenceStrings } from "../features/evidence/strings.ts";
import type { helpStrings } from "../features/help/strings.ts";
import type { historyStrings } from "../features/history/strings.ts";
import type { newerStrings } from "../features/index/newer-strings.ts";
import type { indexStrings } from "../features/index/strings.ts";
import type { mapStrings } from "../features/map/strings.ts";
import type { overviewStrings } from "../features/overview/strings.ts";
import type { knobStrings } from "../features/question/knob-strings.ts";
import type { questionStrings } from "../features/question/strings.ts";
import type { routeStrings } from "../features/route/strings.ts";
import type { askedBackStrings } from "../features/run/asked-back-strings.ts";
import type { checkStrings } from "../features/run/check-strings.ts";
import type { formStrings } from "../features/run/form-strings.ts";
import type { lineStrings } from "../features/run/line-strings.ts";
import type { ownProgram } from "../features/run/own-program.ts";
import type { paceStrings } from "../features/run/pace-strings.ts";
import type { spokenStrings } from "../features/run/spoken-strings.ts";
import type { runStrings } from "../features/run/strings.ts";
import type { verdictStrings } from "../features/run/verdict-strings.ts";
import type { tabStrings } from "../features/tab/strings.ts";
import type { threadStrings } from "../features/thread/strings.ts";
import type { Translation } from "../lib/words.ts";
import type { richStrings } from "../ui/rich/strings.ts";
import type { controlStrings } from "../ui/strings.ts";
import type { termStrings } from "../ui/term-strings.ts";

export interface English {
    app: typeof app;
    askedBack: typeof askedBackStrings;
    calibrate: typeof calibrateStrings;
    check: typeof checkStrings;
    controls: typeof controlStrings;
    evidence: typeof evidenceStrings;
    failure: typeof failureStrings;
    form: typeof formStrings;
    help: typeof helpStrings;
    history: typeof historyStrings;
    index: typeof indexStrings;
    knob: typeof knobStrings;
    line: typeof lineStrings;
    map: typeof mapStrings;
    newer: typeof newerStrings;
    overview: typeof overviewStrings;
    ownProgram: typeof ownProgram;
    pace: typeof paceStrings;
    pool: typeof poolStrings;
    question: typeof questionStrings;
    rich: typeof richStrings;
    route: typeof routeStrings;
    run: typeof runStrings;
    setup: typeof setupStrings;
    sheet: typeof sheetStrings;
    spoken: typeof spokenStrings;
    tab: typeof tabStrings;
    terms: typeof termStrings;
    thread: typeof threadStrings;
    verdict: typeof verdictStrings;
}

export type Catalog = { readonly [Name in keyof English]: Translation<English[Name]> };
/** One part of it, to type a file: `const map: Of<"map"> = ({ count }) => ({ ... })`. */
export type Of<Name extends keyof English> = Catalog[Name];
