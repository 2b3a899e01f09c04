/** The auxiliary blocks: diagnostics and capabilities that clients and servers send beside the ROPs. */
import { oxcrpc } from "../documents.js";
import {
  at,
  bytes,
  choose,
  enumeration,
  field,
  flags,
  guid,
  list,
  offset,
  reserved,
  size,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
  utf16Z,
  within,
} from "../language/index.js";

/**
 * Version (low byte) and Type (high byte) of a block.
 *
 * Performance blocks come in three kinds: for the client as a whole, for what it does in the background (`Bg`)
 * and for what its user waits for (`Fg`).
 */
export const AuxBlockType = enumeration("AuxBlockType", oxcrpc("2.2.2.2"), u16, {
  perfRequestId: 0x0101,
  perfClientInfo: 0x0201,
  perfServerInfo: 0x0301,
  perfSessionInfo: 0x0401,
  perfSessionInfoV2: 0x0402,
  perfDefMdbSuccess: 0x0501,
  perfDefGcSuccess: 0x0601,
  perfMdbSuccess: 0x0701,
  perfMdbSuccessV2: 0x0702,
  perfGcSuccess: 0x0801,
  perfGcSuccessV2: 0x0802,
  perfFailure: 0x0901,
  perfFailureV2: 0x0902,
  clientControl: 0x0a01,
  /** Both versions have the same layout. */
  perfProcessInfo: [0x0b01, 0x0b02],
  perfBgDefMdbSuccess: 0x0c01,
  perfBgDefGcSuccess: 0x0d01,
  perfBgMdbSuccess: 0x0e01,
  perfBgMdbSuccessV2: 0x0e02,
  perfBgGcSuccess: 0x0f01,
  perfBgGcSuccessV2: 0x0f02,
  perfBgFailure: 0x1001,
  perfBgFailureV2: 0x1002,
  perfFgDefMdbSuccess: 0x1101,
  perfFgDefGcSuccess: 0x1201,
  perfFgMdbSuccess: 0x1301,
  perfFgMdbSuccessV2: 0x1302,
  perfFgGcSuccess: 0x1401,
  perfFgGcSuccessV2: 0x1402,
  perfFgFailure: 0x1501,
  perfFgFailureV2: 0x1502,
  osVersionInfo: 0x1601,
  exOrgInfo: 0x1701,
  perfAccountInfo: 0x1801,
  serverCapabilities: 0x4601,
  endpointCapabilities: 0x4801,
  clientConnectionInfo: 0x4a01,
  serverSessionInfo: 0x4b01,
  protocolDeviceIdentification: 0x4e01,
});

// ---- rows of several blocks -------------------------------------------------------------------------------------

/** The number that the client gave to the process. */
const ProcessID = field("ProcessID", u16);
/** The number that the client gave to itself. */
const ClientID = field("ClientID", u16);
/** The number that the client gave to the server. */
const ServerID = field("ServerID", u16);
/** The number that the client gave to the session; not the session index of RopPending. */
const SessionID = field("SessionID", u16);
/** The number that the client gave to the request. */
const RequestID = field("RequestID", u16);
/** A GUID for the session with that number. */
const SessionGuid = field("SessionGuid", guid);
/** How long ago the request was (milliseconds). */
const TimeSinceRequest = field("TimeSinceRequest", u32);
/** How long it took until it succeeded (milliseconds). */
const TimeToCompleteRequest = field("TimeToCompleteRequest", u32);
/** How long it took until it failed (milliseconds). */
const TimeToFailRequest = field("TimeToFailRequest", u32);
/** The error it failed with. */
const ResultCode = field("ResultCode", u32);
/** What the client wanted; clients choose these numbers themselves. */
const RequestOperation = field("RequestOperation", u8);

/** Two bytes that keep the next field aligned. */
const padding2 = reserved(u16);
/** Three bytes that keep the next block aligned. */
const padding3 = reserved(bytes(3));

// ---- blocks -----------------------------------------------------------------------------------------------------

/** Which request of which session the next blocks are about. */
const requestId = table(oxcrpc("2.2.2.2.1"), [SessionID, RequestID]);

/** A session of the client. */
const sessionInfo = table(oxcrpc("2.2.2.2.2"), [SessionID, field("Reserved", padding2), SessionGuid]);

/** A session of the client and its connection. */
const sessionInfoV2 = table(oxcrpc("2.2.2.2.3"), [
  SessionID,
  field("Reserved", padding2),
  SessionGuid,
  field("ConnectionID", u32),
]);

/** How the client works. */
const ClientMode = enumeration("ClientMode", oxcrpc("2.2.2.2.4"), u16, {
  unknown: 0x0000,
  /** It asks the server each time. */
  classic: 0x0001,
  /** It keeps a copy of the mailbox. */
  cached: 0x0002,
});

const machineNameOffset = offset("MachineNameOffset", u16);
const userNameOffset = offset("UserNameOffset", u16);
const clientIpSize = size("ClientIPSize", u16);
const clientIpOffset = offset("ClientIPOffset", u16);
const clientIpMaskSize = size("ClientIPMaskSize", u16);
const clientIpMaskOffset = offset("ClientIPMaskOffset", u16);
const adapterNameOffset = offset("AdapterNameOffset", u16);
const macAddressSize = size("MacAddressSize", u16);
const macAddressOffset = offset("MacAddressOffset", u16);

/** The client, its computer and its user. */
const clientInfo = table(oxcrpc("2.2.2.2.4"), [
  /** Kilobits per second. */
  field("AdapterSpeed", u32),
  ClientID,
  machineNameOffset,
  userNameOffset,
  clientIpSize,
  clientIpOffset,
  clientIpMaskSize,
  clientIpMaskOffset,
  adapterNameOffset,
  macAddressSize,
  macAddressOffset,
  field("ClientMode", ClientMode),
  field("Reserved", padding2),
  field("MachineName", at(machineNameOffset, utf16Z)),
  /** The account of the user. */
  field("UserName", at(userNameOffset, utf16Z)),
  /** The address, 4 or 16 bytes. */
  field("ClientIP", at(clientIpOffset, bytes(clientIpSize))),
  /** The mask of its subnet. */
  field("ClientIPMask", at(clientIpMaskOffset, bytes(clientIpMaskSize))),
  /** The network adapter. */
  field("AdapterName", at(adapterNameOffset, utf16Z)),
  field("MacAddress", at(macAddressOffset, bytes(macAddressSize))),
]);

/** What the client uses a server for. */
const ServerType = enumeration("ServerType", oxcrpc("2.2.2.2.5"), u16, {
  unknown: 0x0000,
  /** Mailboxes. */
  private: 0x0001,
  /** Public folders. */
  public: 0x0002,
  directory: 0x0003,
  referral: 0x0004,
});

const serverDnOffset = offset("ServerDNOffset", u16);
const serverNameOffset = offset("ServerNameOffset", u16);

/** A server that the client talks to. */
const serverInfo = table(oxcrpc("2.2.2.2.5"), [
  ServerID,
  field("ServerType", ServerType),
  serverDnOffset,
  serverNameOffset,
  /** Its distinguished name. */
  field("ServerDN", at(serverDnOffset, utf16Z)),
  field("ServerName", at(serverNameOffset, utf16Z)),
]);

const processNameOffset = offset("ProcessNameOffset", u16);

/** The process that the client is. */
const processInfo = table(oxcrpc("2.2.2.2.6"), [
  ProcessID,
  field("Reserved_1", padding2),
  field("ProcessGuid", guid),
  processNameOffset,
  field("Reserved_2", padding2),
  field("ProcessName", at(processNameOffset, utf16Z)),
]);

/** A call to the server that the session was connected to succeeded. */
const defMdbSuccess = table(oxcrpc("2.2.2.2.7"), [
  TimeSinceRequest,
  TimeToCompleteRequest,
  RequestID,
  field("Reserved", padding2),
]);

/** A call to the directory succeeded. */
const defGcSuccess = table(oxcrpc("2.2.2.2.8"), [
  ServerID,
  SessionID,
  TimeSinceRequest,
  TimeToCompleteRequest,
  RequestOperation,
  field("Reserved", padding3),
]);

/** A call to a server succeeded. */
const mdbSuccess = table(oxcrpc("2.2.2.2.9"), [
  ClientID,
  ServerID,
  SessionID,
  RequestID,
  TimeSinceRequest,
  TimeToCompleteRequest,
]);

/** A call to a server succeeded, with the process that made it. */
const mdbSuccessV2 = table(oxcrpc("2.2.2.2.10"), [
  ProcessID,
  ClientID,
  ServerID,
  SessionID,
  RequestID,
  field("Reserved", padding2),
  TimeSinceRequest,
  TimeToCompleteRequest,
]);

/** A call to a directory server succeeded. */
const gcSuccess = table(oxcrpc("2.2.2.2.11"), [
  ClientID,
  ServerID,
  SessionID,
  field("Reserved_1", padding2),
  TimeSinceRequest,
  TimeToCompleteRequest,
  RequestOperation,
  field("Reserved_2", padding3),
]);

/** A call to a directory server succeeded, with the process that made it. */
const gcSuccessV2 = table(oxcrpc("2.2.2.2.12"), [
  ProcessID,
  ClientID,
  ServerID,
  SessionID,
  TimeSinceRequest,
  TimeToCompleteRequest,
  RequestOperation,
  field("Reserved", padding3),
]);

/** A call failed. */
const failure = table(oxcrpc("2.2.2.2.13"), [
  ClientID,
  ServerID,
  SessionID,
  RequestID,
  TimeSinceRequest,
  TimeToFailRequest,
  ResultCode,
  RequestOperation,
  field("Reserved", padding3),
]);

/** A call failed, with the process that made it. */
const failureV2 = table(oxcrpc("2.2.2.2.14"), [
  ProcessID,
  ClientID,
  ServerID,
  SessionID,
  RequestID,
  field("Reserved_1", padding2),
  TimeSinceRequest,
  TimeToFailRequest,
  ResultCode,
  RequestOperation,
  field("Reserved_2", padding3),
]);

/** What the client is to do from now on; what is not set it is not to do. */
const EnableFlags = flags("EnableFlags", oxcrpc("2.2.2.2.15"), u32, {
  /** Send performance blocks to the server. */
  enablePerfSendToServer: 0x00000001,
  /** Put performance data into the mailbox. */
  enablePerfSendToMailbox: 0x00000002,
  /** Compress what it sends. */
  enableCompression: 0x00000004,
  /** Use RPC over HTTP, if it is configured. */
  enableHttpTunneling: 0x00000008,
  /** Send performance blocks about directory servers as well. */
  enablePerfSendGcData: 0x00000010,
});

/** How the server wants the client to behave. */
const clientControl = table(oxcrpc("2.2.2.2.15"), [
  field("EnableFlags", EnableFlags),
  /** How long the client keeps performance data that it has not sent (milliseconds). */
  field("ExpiryTime", u32),
]);

/** The operating system of the server. */
const osVersionInfo = table(oxcrpc("2.2.2.2.16"), [
  /** The size that the server gives for this structure (bytes). */
  field("OSVersionInfoSize", u32),
  field("MajorVersion", u32),
  field("MinorVersion", u32),
  field("BuildNumber", u32),
  field("Reserved1", reserved(bytes(132))),
  field("ServicePackMajor", u16),
  field("ServicePackMinor", u16),
  field("Reserved2", reserved(u32)),
]);

/** What the organization has. */
const OrgFlags = flags("OrgFlags", oxcrpc("2.2.2.2.17"), u32, {
  /** Public folders. */
  publicFoldersEnabled: 0x00000001,
  /** Public folders that the client is to find through Autodiscover. */
  useAutodiscoverForPublicFolderConfiguration: 0x00000002,
});

/** The organization of the server. */
const exOrgInfo = table(oxcrpc("2.2.2.2.17"), [field("OrgFlags", OrgFlags)]);

/** The account of the client. */
const accountInfo = table(oxcrpc("2.2.2.2.18"), [ClientID, field("Reserved", padding2), field("Account", guid)]);

/** What the server can take or give in several extended buffers. */
const ServerCapabilityFlags = flags("ServerCapabilityFlags", oxcrpc("2.2.2.2.19"), u32, {
  /** Takes further RopFastTransferDestinationPutBuffer (or its extended form). */
  packedFastTransferUploadBuffers: 0x00000001,
  /** Takes further RopWriteStreamExtended. */
  packedWriteStreamUploadBuffers: 0x00000002,
  /** Gives answers beyond 0x40000 bytes. */
  ultraLargePackedDownloadBuffers: 0x00000008,
});

/** What the server can do. */
const serverCapabilities = table(oxcrpc("2.2.2.2.19"), [field("ServerCapabilityFlags", ServerCapabilityFlags)]);

/** What the endpoint offers. */
const EndpointCapabilityFlag = flags("EndpointCapabilityFlag", oxcrpc("2.2.2.2.20"), u32, {
  /** The interfaces for mailboxes, for the address book and for referrals on one HTTP endpoint. */
  singleEndpoint: 0x00000001,
});

/** What the endpoint can do. */
const endpointCapabilities = table(oxcrpc("2.2.2.2.20"), [field("EndpointCapabilityFlag", EndpointCapabilityFlag)]);

/** How the client works while it is connected. */
const ConnectionFlags = flags("ConnectionFlags", oxcrpc("2.2.2.2.21"), u32, {
  /** It keeps a copy of the mailbox. */
  cachedMode: 0x00000001,
});

const connectionContextInfoOffset = offset("OffsetConnectionContextInfo", u16);

/** The connection, for the server's log. */
const clientConnectionInfo = table(oxcrpc("2.2.2.2.21"), [
  field("ConnectionGUID", guid),
  connectionContextInfoOffset,
  field("Reserved", padding2),
  /** How often the client has tried to connect. */
  field("ConnectionAttempts", u32),
  field("ConnectionFlags", ConnectionFlags),
  /** Opaque. */
  field("ConnectionContextInfo", at(connectionContextInfoOffset, utf16Z)),
]);

const serverSessionContextInfoOffset = offset("OffsetServerSessionContextInfo", u16);

/** The session, for the client's log. */
const serverSessionInfo = table(oxcrpc("2.2.2.2.22"), [
  serverSessionContextInfoOffset,
  /** Opaque. */
  field("ServerSessionContextInfo", at(serverSessionContextInfoOffset, utf16Z)),
]);

const deviceManufacturerOffset = offset("DeviceManufacturerOffset", u16);
const deviceModelOffset = offset("DeviceModelOffset", u16);
const deviceSerialNumberOffset = offset("DeviceSerialNumberOffset", u16);
const deviceVersionOffset = offset("DeviceVersionOffset", u16);
const deviceFirmwareVersionOffset = offset("DeviceFirmwareVersionOffset", u16);

/** A device between the client and the server. */
const protocolDeviceIdentification = table(oxcrpc("2.2.2.2.23"), [
  deviceManufacturerOffset,
  deviceModelOffset,
  deviceSerialNumberOffset,
  deviceVersionOffset,
  deviceFirmwareVersionOffset,
  field("DeviceManufacturer", at(deviceManufacturerOffset, utf16Z)),
  field("DeviceModel", at(deviceModelOffset, utf16Z)),
  field("DeviceSerialNumber", at(deviceSerialNumberOffset, utf16Z)),
  field("DeviceVersion", at(deviceVersionOffset, utf16Z)),
  field("DeviceFirmwareVersion", at(deviceFirmwareVersionOffset, utf16Z)),
]);

const blockType = field("VersionAndType", AuxBlockType);

/** One block. Offsets in it count from its Size field. */
export const AuxBlock = structure("AuxBlock", oxcrpc("2.2.2.2"), [
  within(size("Size", u16, { plus: 2 }), [
    /** Version (u8) and Type (u8) read as one number: only together do they say what follows. */
    blockType,
    choose(blockType, {
      perfRequestId: requestId,
      perfClientInfo: clientInfo,
      perfServerInfo: serverInfo,
      perfSessionInfo: sessionInfo,
      perfSessionInfoV2: sessionInfoV2,
      perfDefMdbSuccess: defMdbSuccess,
      perfBgDefMdbSuccess: defMdbSuccess,
      perfFgDefMdbSuccess: defMdbSuccess,
      perfDefGcSuccess: defGcSuccess,
      perfBgDefGcSuccess: defGcSuccess,
      perfFgDefGcSuccess: defGcSuccess,
      perfMdbSuccess: mdbSuccess,
      perfBgMdbSuccess: mdbSuccess,
      perfFgMdbSuccess: mdbSuccess,
      perfMdbSuccessV2: mdbSuccessV2,
      perfBgMdbSuccessV2: mdbSuccessV2,
      perfFgMdbSuccessV2: mdbSuccessV2,
      perfGcSuccess: gcSuccess,
      perfBgGcSuccess: gcSuccess,
      perfFgGcSuccess: gcSuccess,
      perfGcSuccessV2: gcSuccessV2,
      perfBgGcSuccessV2: gcSuccessV2,
      perfFgGcSuccessV2: gcSuccessV2,
      perfFailure: failure,
      perfBgFailure: failure,
      perfFgFailure: failure,
      perfFailureV2: failureV2,
      perfBgFailureV2: failureV2,
      perfFgFailureV2: failureV2,
      clientControl,
      perfProcessInfo: processInfo,
      osVersionInfo,
      exOrgInfo,
      perfAccountInfo: accountInfo,
      serverCapabilities,
      endpointCapabilities,
      clientConnectionInfo,
      serverSessionInfo,
      protocolDeviceIdentification,
      /** A block that the documents do not define. */
      otherwise: [field("Payload", bytes(toEnd))],
    }),
  ]),
]);

/** What the payload of an auxiliary buffer is. */
export const AuxBlocks = structure("AuxBlocks", oxcrpc("2.2.2.2"), list(toEnd, AuxBlock));
