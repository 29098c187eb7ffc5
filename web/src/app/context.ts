import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AppState } from "./state.ts";

export const StateContext = createContext<AppState | undefined>(undefined);

export function useAppState(): AppState {
    const state = useContext(StateContext);
    if (!state) {
        throw new Error("no app state around this component");
    }
    return state;
}
