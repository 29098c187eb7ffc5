// What shows a run, in one piece: nobody needs it before the first question is asked.
export { EvidenceSection } from "./evidence/EvidenceSection.tsx";
export { Picture } from "./picture/Picture.tsx";
export { AnswerSection } from "./run/AnswerSection.tsx";
export { UnopenedRun } from "./run/UnopenedRun.tsx";

import "../styles/evidence.css";
import "../styles/matrix.css";
import "../styles/picture.css";
import "./run/run.css";
