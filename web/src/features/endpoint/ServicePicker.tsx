import { type Provider, providers } from "../../engine/providers.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** Fills in the address of a service that many use. */
export function ServicePicker({ value, onChange }: { value: string; onChange(address: string): void }) {
    const words = sheetStrings.endpoint;
    const known = providers.find((provider) => provider.address === value);
    const group = (label: string, local: boolean) => (
        <optgroup label={label}>
            {providers
                .filter((provider: Provider) => provider.local === local)
                .map((provider) => (
                    <option key={provider.name} value={provider.address}>
                        {provider.name}
                    </option>
                ))}
        </optgroup>
    );
    return (
        <div class="field">
            <label for="service">{words.service}</label>
            <select
                id="service"
                value={known?.address ?? ""}
                onChange={(event) => {
                    if (event.currentTarget.value !== "") {
                        onChange(event.currentTarget.value);
                    }
                }}
            >
                <option value="">{words.servicePick}</option>
                {group(words.hosted, false)}
                {group(words.local, true)}
            </select>
        </div>
    );
}
