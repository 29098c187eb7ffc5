// The words about endpoints without a list of models. They come with the sheet, not with the page.
export const listStrings = {
    noList: "The endpoint answers, but has no list of models here. It may still serve some: type their ids.",
    typed: "Ids of its models",
    typedHint: "As the endpoint names them, with commas between them.",
    useTyped: "Use these models",
};
