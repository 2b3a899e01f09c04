/** The byte map: which bytes of a buffer are which field. */
export * from "../../generated/byte-maps/index.js";
export { type ByteLeaf, ByteMap } from "./byte-map.js";
export type { ByteField } from "./fields.js";
export * from "./layers.js";
export * from "./lists.js";
export { byteMap, byteMapWith, type Mapped } from "./map.js";
export { Mapper } from "./mapper.js";
