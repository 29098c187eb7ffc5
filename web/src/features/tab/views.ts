// What shows the models of this tab, in one piece.
export { TabModels } from "./TabModels.tsx";
export { TabWay } from "./TabWay.tsx";

import "./tab.css";
