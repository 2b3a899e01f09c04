/** The rows that several ROPs on streams have. */
import { field, u64 } from "../language/index.js";

/** Where the region begins (in bytes from the beginning of the stream). */
export const RegionOffset = field("RegionOffset", u64);
/** How large the region is (in bytes). */
export const RegionSize = field("RegionSize", u64);
