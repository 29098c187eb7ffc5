import { useAppState } from "../../app/context.ts";
import { dataAddress } from "../../engine/pictures.ts";
import { Icon } from "../../ui/icons.tsx";
import { seeing } from "../endpoint/endpoints.ts";
import { pictureStrings } from "../run/picture-strings.ts";
import "../run/picture.css";

/** The pictures that go with the question, and who could be asked then. */
export function PictureStrip() {
    const { pictures, carried, endpoints } = useAppState();
    const words = pictureStrings;
    const { pool } = endpoints.routed.value;
    const able = seeing(pool).length;
    return (
        <div class="pictures">
            {pictures.value.length > 0 && (
                <ul>
                    {pictures.value.map((picture) => (
                        <li key={picture}>
                            <img src={dataAddress(picture)} alt={picture.name || words.unnamed} />
                            <button
                                type="button"
                                class="icon-button"
                                aria-label={words.remove(picture.name || words.unnamed)}
                                onClick={() => {
                                    pictures.value = pictures.value.filter((other) => other !== picture);
                                }}
                            >
                                <Icon name="close" />
                            </button>
                        </li>
                    ))}
                </ul>
            )}
            {carried.value.length > 0 && <p class="hint">{words.carried(carried.value.length)}</p>}
            {pool.length > 0 && able === 0 ? (
                <p class="notice" role="status" data-testid="blind">
                    {words.blind}
                </p>
            ) : (
                pool.length > able && <p class="hint">{words.seeing(able, pool.length)}</p>
            )}
        </div>
    );
}
