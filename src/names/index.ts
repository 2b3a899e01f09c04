/** Names of numbers that the documents list: properties, named properties, error codes. */
export { errorCodeName } from "./error-codes.js";
export { namedPropertyName, PropertySet } from "./named-properties.js";
export { propertyTag, propertyTagName } from "./property-tags.js";
