// What shows a run, in one piece: nobody needs it before the first question is asked.
export { EvidenceSection } from "../features/evidence/EvidenceSection.tsx";
export { UnopenedRun } from "../features/history/UnopenedRun.tsx";
export { Overview } from "../features/overview/Overview.tsx";
export { AnswerSection } from "../features/run/AnswerSection.tsx";

import "../features/evidence/evidence.css";
import "../features/overview/matrix.css";
import "../features/overview/overview.css";
import "../features/run/run.css";
