// Names and things of our own for stories, and words that mean nothing anywhere.

export const people = [
    ...["Arlo", "Brina", "Calder", "Dovra", "Elmo", "Fenna", "Gustin", "Hedda", "Ivo", "Jorun", "Kelda", "Lumo"],
    ...["Maris", "Nilo", "Orla", "Pell", "Quin", "Runa", "Sorrel", "Tavi", "Ulla", "Varo", "Wenda", "Yorick", "Zelda"],
];

export const things = [
    ...["shells", "buttons", "candles", "stamps", "acorns", "marbles", "ribbons", "pencils", "lanterns", "pebbles"],
    ...["tickets", "spoons", "kites", "bells", "corks", "feathers"],
];

export const places = ["Norra", "Velm", "Osk", "Tarrin", "Bleek", "Quell", "Hollum", "Durn", "Ferro Bay", "Lisk"];

/** Made-up nouns, each with its plural. */
export const nonsense = [
    ...[
        ["vorn", "vorns"],
        ["plin", "plins"],
        ["dob", "dobs"],
        ["grint", "grints"],
        ["florp", "florps"],
        ["tazzle", "tazzles"],
    ],
    ...[
        ["mibe", "mibes"],
        ["squell", "squells"],
        ["kern", "kerns"],
        ["yost", "yosts"],
        ["brack", "bracks"],
        ["lumt", "lumts"],
    ],
];

/** Ordinary words of four to eight letters. */
export const words = [
    ...["apple", "anchor", "basket", "bridge", "button", "candle", "carpet", "cloud", "copper", "dragon", "engine"],
    ...["feather", "finger", "forest", "garden", "guitar", "hammer", "harbor", "island", "jacket", "kettle", "ladder"],
    ...["lemon", "marble", "meadow", "mirror", "mountain", "needle", "orange", "oyster", "paper", "pencil", "planet"],
    ...["pocket", "puzzle", "rabbit", "ribbon", "river", "saddle", "shadow", "silver", "stone", "summer", "table"],
    ...["thunder", "ticket", "tiger", "timber", "tunnel", "valley", "velvet", "violin", "walnut", "window", "winter"],
];

/** "3 shells", "1 shell". */
export const counted = (count, plural) => `${count} ${count === 1 ? plural.replace(/s$/, "") : plural}`;
