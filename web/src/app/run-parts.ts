// What shows a run, in one piece: nobody needs it before the first question is asked.
export { EvidenceSection } from "../features/evidence/EvidenceSection.tsx";
export { UnopenedRun } from "../features/history/UnopenedRun.tsx";
export { Picture } from "../features/picture/Picture.tsx";
export { AnswerSection } from "../features/run/AnswerSection.tsx";

import "../features/evidence/evidence.css";
import "../features/picture/matrix.css";
import "../features/picture/picture.css";
import "../features/run/run.css";
