// What shows the models of this tab, in one piece.
export { TabModels } from "./TabModels.tsx";
export { TabOption } from "./TabOption.tsx";

import "./tab.css";
