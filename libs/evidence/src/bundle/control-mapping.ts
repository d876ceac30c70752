/** Which controls one family of events is evidence for. Supporting a control is not the same as certifying it. */
interface ControlFamily {
  events: readonly string[];
  why: string;
  controls: {
    euAiAct: readonly string[];
    iso42001: readonly string[];
    nistAiRmf: readonly string[];
    soc2: readonly string[];
    iso27001: readonly string[];
    nist80053: readonly string[];
    ocsf: readonly string[];
  };
}

const FAMILIES: readonly ControlFamily[] = [
  {
    events: [
      'GovernancePublished',
      'GovernanceProposed',
      'GovernanceDeclined',
      'ToolDefinitionChanged',
      'ToolDefinitionReapproved',
      'ShadowStarted',
      'ShadowDecided',
      'ShadowStopped',
    ],
    why: 'who changed agents, tools, policies, approvers or providers, from which revision to which',
    controls: {
      euAiAct: ['12(2)(a)', '26(1)'],
      iso42001: ['A.2.4', 'A.4.2', 'A.6.2.5', 'A.9.2', 'A.9.4', 'A.10.3'],
      nistAiRmf: ['GOVERN 1.4', 'GOVERN 1.6', 'GOVERN 6.1', 'GV-1.6-003'],
      soc2: ['CC5.2', 'CC6.2', 'CC8.1', 'CC9.2'],
      iso27001: ['A.5.3', 'A.5.9', 'A.8.9', 'A.8.32'],
      nist80053: ['CM-3', 'CM-5', 'CM-5(1)', 'CM-8'],
      ocsf: ['3004', '6002'],
    },
  },
  {
    events: [
      'ModelCallProposed',
      'ModelCallStarted',
      'ModelCallCompleted',
      'ModelCallFailed',
      'BudgetReservationExpired',
      'RequestRefused',
    ],
    why: 'automatic record of each use of a model, refused attempts included',
    controls: {
      euAiAct: ['12(1)', '12(2)(c)', '26(5)'],
      iso42001: ['A.6.2.6', 'A.6.2.8'],
      nistAiRmf: ['MEASURE 2.4', 'MS-2.8-003'],
      soc2: ['CC6.7', 'CC7.2'],
      iso27001: ['A.5.23', 'A.8.15', 'A.8.16'],
      nist80053: ['AU-2', 'AU-3', 'AU-12'],
      ocsf: ['6003 with ai_operation'],
    },
  },
  {
    events: ['ToolCallProposed', 'ToolCallDecided', 'ToolCallHeld', 'ModelCallDecided', 'DocumentChecked'],
    why: 'policy was enforced before the action: verdict, rule, reason and revision',
    controls: {
      euAiAct: ['12(2)(a)', '14(3)'],
      iso42001: ['A.6.2.8', 'A.9.2'],
      nistAiRmf: ['MANAGE 1.3', 'MEASURE 2.7'],
      soc2: ['CC6.1', 'CC6.3'],
      iso27001: ['A.5.15', 'A.8.3'],
      nist80053: ['AC-3', 'AC-6', 'AC-6(9)', 'AU-3(1)'],
      ocsf: ['6003', '2004 on deny'],
    },
  },
  {
    events: [
      'ApprovalRequested',
      'ApprovalVoted',
      'ApprovalEdited',
      'ApprovalGranted',
      'ApprovalRejected',
      'ApprovalExpired',
      'ApprovalCancelled',
    ],
    why: 'a named person decided on the exact action, and was not the requester',
    controls: {
      euAiAct: ['14(1)', '14(4)(d)', '26(2)'],
      iso42001: ['A.3.2', 'A.9.2'],
      nistAiRmf: ['GOVERN 3.2', 'MAP 3.5', 'MS-4.2-004'],
      soc2: ['CC6.3', 'CC8.1'],
      iso27001: ['A.5.3', 'A.8.32'],
      nist80053: ['AC-5', 'AU-10', 'CM-3'],
      ocsf: ['3004'],
    },
  },
  {
    events: ['RunClosed'],
    why: 'a run can be stopped, and was',
    controls: {
      euAiAct: ['14(4)(e)', '26(5)'],
      iso42001: ['A.6.2.6', 'A.9.2'],
      nistAiRmf: ['MANAGE 2.4', 'MANAGE 4.1', 'MG-2.4-002', 'MS-4.2-004'],
      soc2: ['CC7.4'],
      iso27001: ['A.5.26'],
      nist80053: ['IR-4', 'SI-4'],
      ocsf: ['3004'],
    },
  },
  {
    events: [
      'RunOpened',
      'LeaseIssued',
      'LeaseRefused',
      'LeaseRevoked',
      'LeaseExpired',
      'AgentKeyIssued',
      'AgentKeyRevoked',
      'PersonTokenIssued',
      'PersonTokenRevoked',
    ],
    why: 'credentials are scoped, short-lived and bound to a run or a decision',
    controls: {
      euAiAct: ['15(5)'],
      iso42001: ['A.4.5', 'A.9.2'],
      nistAiRmf: ['MEASURE 2.7'],
      soc2: ['CC6.1', 'CC6.2', 'CC6.3'],
      iso27001: ['A.5.17', 'A.5.18', 'A.8.2'],
      nist80053: ['AC-6', 'IA-5'],
      ocsf: ['3002', '3005'],
    },
  },
  {
    events: ['ToolCallStarted', 'ToolCallReleased', 'ToolCallSucceeded', 'ToolCallFailed', 'ToolCallOutcomeUnknown'],
    why: 'what really happened, recorded by the platform and not by the agent',
    controls: {
      euAiAct: ['12(1)', '12(2)(b)', '26(5)'],
      iso42001: ['A.6.2.6', 'A.6.2.8', 'A.7.5'],
      nistAiRmf: ['MANAGE 4.1', 'MEASURE 2.4', 'MS-2.8-003'],
      soc2: ['CC7.2', 'CC8.1'],
      iso27001: ['A.8.15', 'A.8.16', 'A.8.32'],
      nist80053: ['AC-6(9)', 'AU-2', 'AU-3', 'AU-10', 'AU-12'],
      ocsf: ['6003', '6005'],
    },
  },
  {
    events: ['PersonSignedIn', 'PersonSignInRefused'],
    why: 'use of the human plane is logged',
    controls: {
      euAiAct: ['26(2)'],
      iso42001: ['A.3.2'],
      nistAiRmf: ['GOVERN 2.1'],
      soc2: ['CC6.2', 'CC6.3'],
      iso27001: ['A.5.18', 'A.8.2', 'A.8.18'],
      nist80053: ['AC-2', 'AC-6(9)', 'AU-9(4)'],
      ocsf: ['3001', '3005'],
    },
  },
  {
    events: ['CheckpointPublished', 'SealerStarted', 'EventConflict', 'EventRejected'],
    why: 'the integrity of the record is protected and its disturbances are on it',
    controls: {
      euAiAct: ['12(1)', '19(1)'],
      iso42001: ['A.6.2.8'],
      nistAiRmf: ['MEASURE 2.8'],
      soc2: ['CC4.1', 'CC7.2'],
      iso27001: ['A.5.33', 'A.8.15', 'A.8.24'],
      nist80053: ['AU-5', 'AU-9', 'AU-9(2)', 'AU-9(3)', 'AU-10', 'SC-13', 'SI-7'],
      ocsf: ['1008', '2003'],
    },
  },
  {
    events: ['EvidenceExported'],
    why: 'who took which part of the record out',
    controls: {
      euAiAct: ['21(2)', '26(12)'],
      iso42001: ['A.8.3'],
      nistAiRmf: ['GOVERN 1.4'],
      soc2: ['CC2.1', 'CC6.7'],
      iso27001: ['A.5.28', 'A.5.33', 'A.5.35'],
      nist80053: ['AU-6', 'AU-7', 'AU-9'],
      ocsf: ['1008', '6001'],
    },
  },
];

/** mapping/controls.json */
export const CONTROL_MAPPING = {
  version: 1,
  note: 'Events that support a control. The conclusion that a control is satisfied is the assessor\u2019s.',
  frameworks: {
    euAiAct: 'Regulation (EU) 2024/1689, articles that bind high-risk systems',
    iso42001: 'ISO/IEC 42001:2023, Annex A',
    nistAiRmf: 'NIST AI RMF 1.0 and NIST AI 600-1',
    soc2: 'AICPA Trust Services Criteria',
    iso27001: 'ISO/IEC 27001:2022, Annex A',
    nist80053: 'NIST SP 800-53 revision 5',
    ocsf: 'OCSF 1.9.0 classes',
  },
  families: FAMILIES,
};
