// German, the whole catalog.
import type { Catalog } from "../catalog.ts";
import { app, controls, rich } from "./app.ts";
import { calibrate } from "./calibrate.ts";
import { failure, pool, setup, sheet } from "./endpoint.ts";
import { evidence, overview } from "./evidence.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { index, nearby, newer, vectors } from "./indexes.ts";
import { marks } from "./marks.ts";
import { knob, picture, question, thread } from "./question.ts";
import { map, route } from "./route.ts";
import { askedBack, check, differ, form, line, ownProgram, pace, run, spoken, verdict } from "./run.ts";
import { tab } from "./tab.ts";
import { terms } from "./terms.ts";

const german: Catalog = {
    app,
    askedBack,
    calibrate,
    check,
    controls,
    differ,
    evidence,
    failure,
    form,
    help,
    history,
    index,
    knob,
    line,
    map,
    marks,
    newer,
    overview,
    ownProgram,
    pace,
    picture,
    pool,
    question,
    rich,
    route,
    run,
    setup,
    sheet,
    spoken,
    tab,
    terms,
    thread,
    nearby,
    vectors,
    verdict,
};
export default german;
