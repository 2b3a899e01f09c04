/** Names of numbers that the documents list: properties, named properties, error codes, the folders of a logon. */
export { errorCodeName, statusCodeName } from "./error-codes.js";
export { namedPropertyName, PropertySet } from "./named-properties.js";
export { propertyTag, propertyTagName } from "./property-tags.js";
export { PrivateFolder, PublicFolder } from "./special-folders.js";
