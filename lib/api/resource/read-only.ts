/** Describes fields that a body may have but that do nothing. They aren't suggested for a misspelled one. */
export const READ_ONLY = 'Read-only; ignored.'
