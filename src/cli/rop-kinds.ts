/** The kinds that are ROPs: one of them, or a RopsList. */
import { decodeRopRequest, decodeRopResponse, encodeRopRequest, encodeRopResponse } from "../../generated/rops.js";
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopRequests,
  encodeRopResponses,
  ResponseContexts,
} from "../stream/index.js";
import type { Context } from "./context.js";
import { joined, type Kind, whole, written } from "./kind.js";
import {
  encodeRequests,
  encodeResponses,
  partialRopsToJson,
  partialRopToJson,
  requestFromJson,
  requestsToJson,
  responseFromJson,
  responsesToJson,
  ropToJson,
} from "./rops.js";

export const ropRequest: Kind = {
  decode(bytes, { context }) {
    const value = whole(bytes, context, (r) => decodeRopRequest(r, context.rops));
    return {
      value: ropToJson("request", value, context.values),
      plain: value,
      again: () => written(context, (w) => encodeRopRequest(w, value, context.rops)),
    };
  },
  encode(json, { context }) {
    const value = requestFromJson(json, context.values);
    return written(context, (w) => encodeRopRequest(w, value, context.rops));
  },
  partial: (partial, { context }) => partialRopToJson("request", partial, context.values),
};

export const ropResponse: Kind = {
  decode(bytes, { context }) {
    const known = responseContext(context, bytes[0]);
    const value = whole(bytes, context, (r) => decodeRopResponse(r, known));
    return {
      value: ropToJson("response", value, { ...context.values, ...known }),
      plain: value,
      again: () => written(context, (w) => encodeRopResponse(w, value, known)),
    };
  },
  encode(json, { context }) {
    const known = responseContext(context, (json as { readonly ropId?: unknown } | null | undefined)?.ropId);
    const value = responseFromJson(json, { ...context.values, ...known });
    return written(context, (w) => encodeRopResponse(w, value, known));
  },
  partial: (partial, { context }) => partialRopToJson("response", partial, context.values),
};

/** The context of one response, with what is taken from the request that it answers. */
export function responseContext({ rops, requests }: Context, ropId: unknown): Context["rops"] {
  if (typeof ropId !== "number") return rops;
  return new ResponseContexts({ context: rops, requests }).next({ ropId });
}

export const ropRequests: Kind = {
  root: "requests",
  decode(bytes, { context }) {
    const options = { ...context.options, context: context.rops };
    const list = decodeRopRequests(bytes, options);
    const { requests, undecoded } = list;
    return {
      value: requestsToJson(list, context, "requests"),
      plain: requests,
      again: () => joined([encodeRopRequests(requests, options), undecoded?.bytes]),
    };
  },
  encode: (json, { context }) => encodeRequests(json, context),
  partial: (partial, { context }) => partialRopsToJson("request", partial, context.values),
};

export const ropResponses: Kind = {
  root: "responses",
  decode(bytes, { context }) {
    const { requests } = context;
    const options = { ...context.options, context: context.rops, requests };
    const list = decodeRopResponses(bytes, options);
    const { responses, answers, undecoded } = list;
    return {
      value: responsesToJson(list, context, "responses"),
      plain: responses,
      ...(requests === undefined ? {} : { beside: { answers } }),
      again: () => joined([encodeRopResponses(responses, options), undecoded?.bytes]),
    };
  },
  encode: (json, { context }) => encodeResponses(json, context),
  partial: (partial, { context }) => partialRopsToJson("response", partial, context.values),
};
