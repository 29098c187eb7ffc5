// What shows a run, in one piece: nobody needs it before the first question is asked.
export { UnopenedRun } from "../features/history/UnopenedRun.tsx";
export { Overview } from "../features/overview/Overview.tsx";
export { Thread } from "../features/thread/Thread.tsx";

import "../features/evidence/evidence.css";
import "../features/overview/matrix.css";
import "../features/overview/overview.css";
import "../features/run/run.css";
