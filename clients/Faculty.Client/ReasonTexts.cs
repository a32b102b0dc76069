using Faculty.V1;

namespace Faculty.Client;

/// <summary>The reasons of protos/faculty/v1/error.proto in the languages of people.</summary>
internal static partial class ReasonTexts
{
    /// <summary>PERMISSION_DENIED to somebody who has the permission, but not on the whole registry.</summary>
    public static readonly ReasonText EnglishPartOnly = new(
        "You have this permission ({permission}) for some organisations only; this call needs it on the whole registry.", "Ask the administrator for the role without a place.");

    public static readonly Dictionary<ErrorReason, ReasonText> English = new()
    {
        [ErrorReason.InvalidRequest] = new("Some values are not valid.", "Mend the fields named and send again."),
        [ErrorReason.MalformedMessage] = new("The server could not read the request.", "Use a client of the server's version."),
        [ErrorReason.UnknownFields] = new(
            "The request has fields this server does not know ({message}).", "Use a client of the server's version."),
        [ErrorReason.InvalidPageToken] = new("The page token is damaged or belongs to another list.", "Start the list again."),
        [ErrorReason.InvalidChangeToken] = new("The change token is damaged.", "Start again without it."),
        [ErrorReason.RequestIdReused] = new("The request id {request_id} was used for another request.", "Use a new request id."),
        [ErrorReason.NotFound] = new("There is no {type} '{id}', or you may not see it.", "Check the id or code."),
        [ErrorReason.AlreadyExists] = new("Another {type} has the same {index}.", "Use another value, or find the record that has it."),
        [ErrorReason.EtagMismatch] = new("The {type} changed since you read it.", "Read it again and decide again."),
        [ErrorReason.Conflict] = new("Another write came between.", "Send again."),
        [ErrorReason.PermissionDenied] = new("You may not do this ({permission}).", "Ask the administrator for the permission."),
        [ErrorReason.ChangeTokenTooNew] = new(
            "The server has not reached this position yet (it is at {revision}).", "Try again in a moment."),
        [ErrorReason.ChangeTokenTooOld] = new("This position is no longer kept.", "Start again from the current state."),
        [ErrorReason.ShuttingDown] = new("The server is stopping.", "Try again when it runs again."),
        [ErrorReason.StoreUnavailable] = new(
            "The store takes no writes at present ({cause}).", "Tell the administrator; try again once it is mended."),
        [ErrorReason.DiskFull] = new(
            "The server's disk is full; nothing was written.", "Tell the administrator; try again once there is room."),
        [ErrorReason.PeriodReversed] = new("The last day {last_date} lies before the first day {start_date}.", "Check the two dates."),
        [ErrorReason.PeriodsOverlap] = new(
            "Two facts of a kind that may not overlap do, from {from} to {to}.", "End the earlier one first, or correct a date."),
        [ErrorReason.SecondFullTimeEngagement] = new(
            "The person has a full-time engagement at {school_code} from {from} to {to}.", "End it first, or transfer the teacher."),
        [ErrorReason.PrimaryPostMissing] = new(
            "On {day} the engagement has no primary post.", "Start a primary post for every day of the engagement."),
        [ErrorReason.PrimaryPostTwice] = new(
            "On {day} the engagement has two primary posts.", "End one of them the day before the other begins."),
        [ErrorReason.PostOutsideEngagement] = new(
            "The post reaches beyond its engagement.", "Keep the post's dates within the engagement's."),
        [ErrorReason.SpellOutsideEngagement] = new(
            "The spell lies outside every engagement at {school_code}.", "Check the school and the dates of the spell."),
        [ErrorReason.AlreadyEnded] = new("It has ended already, on {last_date}.", "Correct the fact if that day is wrong."),
        [ErrorReason.UnknownOrganisation] = new(
            "There is no organisation '{code}' on the days concerned.", "Check the code, or create the organisation first."),
        [ErrorReason.OrganisationKindMismatch] = new(
            "The organisation '{code}' is a {kind}; another kind is needed.", "Give the code of an organisation of the right kind."),
        [ErrorReason.DepartmentNotOfSchool] = new(
            "The department '{department_code}' does not belong to '{school_code}'.", "Give a department of the school."),
        [ErrorReason.OrganisationCycle] = new(
            "'{parent_code}' lies below '{code}' and cannot be its parent.", "Choose a parent outside it."),
        [ErrorReason.StaffNumberTaken] = new("The staff number belongs to another person of the school, perhaps long ago.",
            "Use another number; staff numbers are never reused."),
        [ErrorReason.IdNumberTaken] = new(
            "The ID number belongs to another record ({teacher_id}).", "Use that record instead of a new one; if it is not one of yours, the office above both schools transfers the person."),
        [ErrorReason.CertificateNumberTaken] = new(
            "This authority's certificate number belongs to another recognition.", "Check the number and the authority."),
        [ErrorReason.UnknownFact] = new("The record has no fact '{fact_id}'.", "Read the record to see the ids of its facts."),
        [ErrorReason.RecognitionFinal] = new(
            "The recognition is revoked; nothing can happen to it any more.", "Record a new recognition if one was granted."),
        [ErrorReason.TeacherMerged] = new("The record was merged into {merged_into_teacher_id}.", "Write to that record."),
        [ErrorReason.NotMerged] = new("The record {teacher_id} is not merged.", "There is nothing to undo; check the id."),
        [ErrorReason.MergeContradicts] = new(
            "The two records cannot be one person: {field} differs.", "Correct the wrong record first, or do not merge."),
        [ErrorReason.NotTransferable] = new("The teacher has no full-time engagement on {day} that a transfer could end.",
            "Start an engagement instead, or check the day."),
        [ErrorReason.UploadIncomplete] = new(
            "The upload has no readable file.", "Send a workbook .xlsx or CSV files with the names of the tables."),
        [ErrorReason.UploadOffset] = new("The chunk does not continue the file {file_name}.", "Continue at byte {received_bytes}."),
        [ErrorReason.UploadTooLarge] = new("The upload passes a limit: {limit}.", "Split the files and import them one after the other."),
        [ErrorReason.ImportRunning] = new("Another import is running.", "Try again when it has finished."),
        [ErrorReason.QualificationType] = new("A practice-instruction teacher qualification (type 6) holds practice posts only.",
            "Choose the practice category, or check the qualification."),
        [ErrorReason.UnderWorkingAge] = new(
            "The engagement begins on {start_date}, before the sixteenth birthday.", "Check the first day and the birth date."),
        [ErrorReason.OrganisationInUse] = new(
            "The organisation '{code}' stands below it from {from} to {to}.", "Close or move that organisation first."),
        [ErrorReason.EngagementOpen] = new("The person is engaged at {school_code}; the identity is needed as long as that lasts.", "End the engagement first."),
        [ErrorReason.TeacherErased] = new("The person's identity was erased; the record {teacher_id} takes no writes any more.", "There is no way back. If the person comes again, register them anew."),
        [ErrorReason.TeacherInUse] = new("Another fact ({other_fact_id}) refers to this one.", "Withdraw or correct that one first."),
        [ErrorReason.NotSignedIn] = new("You are not signed in.", "faculty login NAME signs in; a script gives a key with FACULTY_TOKEN."),
        [ErrorReason.TokenExpired] = new("The access token or key has ended.", "Sign in again (faculty login NAME), or ask the administrator for another key."),
        [ErrorReason.TokenInvalid] = new("The server does not know this access token or key.", "Sign in again (faculty login NAME), or check FACULTY_TOKEN and --token."),
        [ErrorReason.SessionEnded] = new("The session is over.", "Sign in again: faculty login NAME."),
        [ErrorReason.AccountSuspended] = new("The account {account_name} is suspended.", "Ask the administrator."),
        [ErrorReason.SignInFailed] = new("Name, password or one-time code is wrong.", "Try again; the administrator can give you a new sign-in code."),
        [ErrorReason.TotpNeeded] = new("A one-time code is needed as well.", "Type the 6 digits your authenticator shows now."),
        [ErrorReason.TotpNotSetUp] = new("A role of your account asks for one-time codes.", "Set them up first: faculty totp."),
        [ErrorReason.TotpSetUp] = new("One-time codes are set up already.", "For another authenticator the administrator runs faculty users reset-password NAME."),
        [ErrorReason.SignInLocked] = new("Too many attempts failed.", "Wait {seconds} seconds and try again."),
        [ErrorReason.SignInCodeInvalid] = new("The sign-in code is wrong, was used, or has ended.", "Check it, or ask the administrator for another."),
        [ErrorReason.SignInBusy] = new("Too many people are signing in at this moment.", "Try again in a moment."),
        [ErrorReason.LastAdministrator] = new("{account_name} is the last who may keep accounts.", "Give the role to another account first."),
        [ErrorReason.AccountKind] = new("{account_name} is the account of a {kind}, which has no such thing.", "Keys are for programs, passwords for people."),
        [ErrorReason.KeyExceedsAccount] = new(
            "{account_name} has no role {role} at {organisation_code}, so its key cannot have it.", "Grant the role to the account first."),
        [ErrorReason.NotGranted] = new("{account_name} has no role {role} at {organisation_code}.", "faculty users show NAME lists its roles."),
        [ErrorReason.IssuerUnavailable] = new("The server cannot ask who issued your token.", "Try again in a minute; accounts of the server itself go on."),
        [ErrorReason.CertificateRefused] = new("The server does not take your certificate.", "It must be valid, of the server's authority for clients, and named in its list; ask the administrator."),
        [ErrorReason.NoRole] = new("You are known, but have no role here.", "Ask the administrator to give you one."),
        [ErrorReason.RateLimited] = new("Too many calls in a short time.", "Wait {wait_seconds} seconds and try again."),
        [ErrorReason.StreamStalled] = new("The stream was not read for too long.", "Open it again; it goes on where it stopped."),
        [ErrorReason.RulePackCycle] = new("The packs above {parent_code} lead back to {code}.", "Name another parent_code."),
        [ErrorReason.RuleLayerOrder] = new("{code} does not lie below {parent_code}.", "A pack stands on one of a layer above it, for an organisation above its own; only the nation's stands on none."),
        [ErrorReason.RuleLevelGap] = new("{code} has a gap: {track} {level} is missing, or the pack above does not have it.", "Add the level, or leave out what builds on it."),
        [ErrorReason.RuleWeaker] = new(
            "{code}, {track} {level}, rule {rule} is weaker than in {parent_code}: {value} is {own}, there {upper}.", "Make it at least as strict, or leave the rule out."),
        [ErrorReason.RuleWindowsOverlap] = new(
            "{other_rule_version} holds from {from} to {to}, on days of {rule_version}.", "Withdraw that version from the first day of this one, or choose other days."),
        [ErrorReason.RulePackFixed] = new("{rule_version} is {state}.", "Only drafts are activated and only active versions withdrawn; other rules are a new version: faculty rules import."),
        [ErrorReason.RuleParentMissing] = new("No active version of {parent_code} holds on all days of {code} ({from} to {to}).", "Activate the pack above first, or shorten the days."),
        [ErrorReason.RulePackInUse] = new("{other_rule_version} stands on {rule_version} until {to}.", "Withdraw that one first."),
        [ErrorReason.NoRules] = new("No rules hold at {organisation_code} on {day} for {track} {level}.", "faculty rules list shows which packs hold when; an administrator activates one."),
        [ErrorReason.CertificateNotDecided] = new(
            "The recognition was not decided in this registry ({trust}).", "Ask the authority that decided for the certificate."),
        [ErrorReason.CertificateNotInForce] = new("The recognition does not hold any more ({state}).", "No certificate of it is made; see faculty recognitions get."),
        [ErrorReason.FontMissing] = new(
            "The server has no font with Chinese characters to print with.", "Install one there (Debian: fonts-noto-cjk), or start the server with --font FILE. Badges can be had without."),
        [ErrorReason.FontLacksCharacter] = new(
            "No font of the server has character {position} of {field}, and it is not left out.", "Start the server with one more --font FILE that has it. A badge can be had without."),
        [ErrorReason.CertificateAmbiguous] = new("Several authorities have a certificate {certificate_number}.", "Name the authority too."),
        [ErrorReason.BatchState] = new("Batch {batch_code} is {batch_state}; this needs {needed}.", "A batch goes from draft to open, closed, reviewing, publicity and published, one step at a time; until publicity it may be cancelled."),
        [ErrorReason.ApplicationState] = new("The application is {application_state}; this needs {needed}.", "Read the application again."),
        [ErrorReason.RequirementsLacking] = new("Requirements of {level} ({rule_version}) are not fulfilled on {as_of}: {requirements}.", "faculty applications precheck says what is lacking; record it, or pick other evidence."),
        [ErrorReason.ExceptionUnknown] = new("The rules of {level} have no exception {exception_code}.", "faculty rules show lists the exceptions."),
        [ErrorReason.EvidenceForeign] = new("The applicant's record has no such {fact_kind}.", "Pick facts of the applicant's own record."),
        [ErrorReason.EvidenceLater] = new("The {fact_kind} begins on {from}, after {as_of}, the day of the batch.", "Leave it out, or apply in a later batch."),
        [ErrorReason.EvidenceFileName] = new("The file's name will not do ({name_problem}).", "It ends with one of {extensions}, has no folders, control characters or ID numbers, and at most {limit} characters."),
        [ErrorReason.EvidenceFileType] = new(
            "The file's content ({file_content}) is not what {extension} says, or of no type that is taken.", "Save it as one of {extensions}; another name does not change a file."),
        [ErrorReason.EvidenceFileSize] = new("The file is empty or too large: {size_bytes} bytes, at most {limit}.", "Scan it with fewer dots, or split it."),
        [ErrorReason.EvidenceFileCount] = new("The application has {file_count} files, and takes {limit}.", "Remove one, or put pages together."),
        [ErrorReason.EvidenceFileMismatch] = new("What arrived is not what was declared: {file_field} {declared}, received {received}.", "Send the file again."),
        [ErrorReason.EvidenceFileDamaged] = new("The file {file_id} cannot be answered: {file_cause}.", "Tell the administrator, who brings it back from a backup."),
        [ErrorReason.EvidenceFileErased] = new("The applicant was erased; nobody can read the file {file_id} any more.", "It does not come back; what was decided is still on record."),
        [ErrorReason.EvidenceInvalid] = new("The {fact_kind} does not hold on {as_of}.", "Leave it out, or record its renewal first."),
        [ErrorReason.DocumentMissing] = new("This decision must name its document.", "Give the document's number."),
        [ErrorReason.NotOfPanel] = new("You are not of the panel of this tier ({tier}).", "The panel is set with faculty batches panel."),
        [ErrorReason.ReviewerIsApplicant] = new("Nobody reviews the own application.", "Step aside: faculty applications recuse."),
        [ErrorReason.ReviewerFiled] = new("You filed this application, so you do not review it.", "Another reviewer does."),
        [ErrorReason.Recused] = new("You stepped aside for this application.", "The other members decide."),
        [ErrorReason.ScoresLocked] = new("The scores are given and locked.", "A reviewer reopens the sheet first: faculty applications reopen."),
        [ErrorReason.ScoresMissing] = new("The member has given no scores that count.", "There is nothing to reopen."),
        [ErrorReason.ScoresIncomplete] = new("The scores are not one for each criterion: {criteria}.", "Give each criterion its points."),
        [ErrorReason.VoteCast] = new("You have voted on this application.", "A vote is given once."),
        [ErrorReason.VotesMissing] = new("{voted} of {members} members have voted; two thirds are needed.", "Wait for the others."),
        [ErrorReason.VotesContradict] = new("{voted_for} of {members} members are for it; two thirds pass, fewer do not.", "Give the verdict that the votes say."),
        [ErrorReason.TierMismatch] = new("The application is with another tier ({tier_now}) now.", "That tier reviews it."),
        [ErrorReason.ExceptionMinuteMissing] = new("The exception {exception_code} needs a panel's vote and the number of its minute.", "Set a panel, let it vote, and give --minute."),
        [ErrorReason.PublicityRunning] = new("The publicity of {batch_code} runs until {publicity_last}.", "Decide on the day after."),
        [ErrorReason.ObjectionLate] = new("Objections are taken from {publicity_start} to {publicity_last}; this one is of {filed_date}.", "Afterwards, what is wrong is a matter of revocation: faculty recognitions event."),
        [ErrorReason.ObjectionUnknown] = new("There is no open objection with this id.", "faculty applications get lists them."),
        [ErrorReason.ObjectionOpen] = new("Objections are open: {objections}, to {application_count} applications: {application_ids}.", "Resolve them first."),
        [ErrorReason.CalendarUnknown] = new("The working days of {year} are not known.", "Once they are announced, start the server with --working-days FILE."),
        [ErrorReason.ReviewsUnfinished] = new("{application_count} applications of {batch_code} are not reviewed to the end: {application_ids}.", "faculty applications list shows them; review, return or reject each."),
        [ErrorReason.AlreadyRecognised] = new("The teacher {teacher_id} holds {level} already.", "Apply for a higher level, or when it runs out; an application for it is withdrawn or ended."),
        [ErrorReason.RuleLayerPassed] = new(
            "{rule_version} stands on {parent_code}, past {other_rule_version}, which holds there from {from} to {to}.",
            "Let it stand on that one; a pack that is active already is withdrawn and imported again."),
        [ErrorReason.PanelMemberHeard] = new("The member {account_id} of the panel ({tier}) has voted or given scores: {application_ids}.", "The member stays until the tier has ended, and may step aside; others can be added."),
        [ErrorReason.ScoreSheetsMissing] = new("{missing} of the {voted} members who voted have given no scores that stand.", "Have them give scores; a reopened sheet is given again."),
        [ErrorReason.TierMissing] = new("{level} is reviewed by the {tier}, and {organisation_code} has no such office above it.", "Create the organisation above the school, or mend the rules."),
        [ErrorReason.LevelAboveBatch] = new("{level} is decided by {organisation_code}, above the organisation of {batch_code}.", "Apply in a batch of that organisation or of one above it."),
        [ErrorReason.BatchPackUnfit] = new("No version of {rule_pack_code} of the layer of batches holds for {organisation_code} on {day}.", "Activate one, or leave the pack out."),
        [ErrorReason.BatchRulesPassed] = new("{organisation_code} has rules of its own, {other_rule_version}, that {rule_version} does not stand on.", "Let that place have a batch of its own, or let the pack stand on its rules."),
        [ErrorReason.ObjectionCount] = new("The application has {objection_count} objections; {limit} are the most.", "What is said already needs no other; put what is new into the finding."),
        [ErrorReason.ApplicantTwice] = new("One person stands behind several applications of {batch_code}: {application_ids}.", "Withdraw all but one of them."),
        [ErrorReason.SecondLeader] = new("From {from} to {to} the group {group_code} has a leader already.", "End that membership the day before, or choose another role."),
        [ErrorReason.GroupStageOrder] = new("{next_state} cannot follow {group_state} ({effective_date}); what may follow: {allowed}.", "Look at the stages with 'faculty groups get'."),
        [ErrorReason.GroupEnded] = new("The group {group_code} has ended from {ended_from} on.", "Check the date."),
        [ErrorReason.MemberTwice] = new("The person is a member of {group_code} from {from} to {to} already.", "End or correct that membership first."),
        [ErrorReason.GroupPartUnknown] = new("The group {group_code} has no stage, membership or task with the id {id}.", "Look at the ids with 'faculty groups get'."),
        [ErrorReason.GroupDecided] = new("A document decided this of the group {group_code} ({field}).", "Ask the office that decides to change it."),
        [ErrorReason.EnterpriseTwice] = new("The same enterprise stands twice from {from} to {to}.", "End the earlier cooperation first."),
        [ErrorReason.TaskTwice] = new("The group {group_code} has the same task in {year} already.", "Replace that one: faculty groups task --id {task_id}."),
        [ErrorReason.SeatsExhausted] = new("No seat of {category} is vacant at {organisation_code} on {day}: {authorised} authorised, {occupied} occupied, {reserved} kept.", "Have seats authorised, or wait for one; where the control is SOFT, say why with --reason."),
        [ErrorReason.SeatsFrozen] = new("The establishment of {organisation_code} is frozen on {day}.", "Begin after the freeze, or have it lifted."),
        [ErrorReason.CapExceeded] = new("The schools below {organisation_code} would have {sum} seats from {day} on; its cap is {cap}.", "Raise the cap first, or lower a school."),
        [ErrorReason.AuthorisationTwice] = new("Seats of {category} are authorised from {start_date} on already.", "Withdraw that authorisation, or take another day."),
        [ErrorReason.ReservationOver] = new("The seat is not kept any more, or not on that day.", "Keep a seat again."),
        [ErrorReason.ReservationMismatch] = new("The seat is kept for {category}, not for {wanted}.", "Take a seat of the category."),
        [ErrorReason.PlanExceeded] = new("{wanted} are to be approved; {free_to_plan} may still be planned for at {organisation_code} on {day}.", "Approve fewer, or have seats authorised."),
        [ErrorReason.HiringState] = new("The hiring line {line_code} is {hiring_state} on {day}; this needs {needed}.", "faculty quotas lines get shows its steps."),
        [ErrorReason.HiringStepEarlier] = new("The step of {date} lies before the one of {previous_date}.", "Mend the date."),
        [ErrorReason.HiringCount] = new("{wanted} does not fit the hiring line {line_code}.", "Requested, approved, announced, appointed and onboarded never grow."),
        [ErrorReason.OfficeApproved] = new("{office} has approved the line {line_code} already.", "Return the line, or reduce it."),
        [ErrorReason.DeadlineEarlier] = new("The deadline is {deadline}; an extension moves it to a later day.", "Mend the day."),
        [ErrorReason.CandidatesOpen] = new("Somebody is appointed to {line_code} and not onboarded: {candidates}.", "Record that they decline first."),
        [ErrorReason.CandidateTwice] = new("The candidate {candidate_number} is appointed already.", "Look at the line."),
        [ErrorReason.SubstituteMismatch] = new("The candidate {candidate_id} did not decline, or has a substitute.", "Name the one whose place is free."),
        [ErrorReason.HiringExpired] = new("The line {line_code} ended on {deadline}.", "Extend it by a document."),
        [ErrorReason.CandidateOver] = new("The candidate {candidate_id} has come or declined already.", "Look at the line."),
        [ErrorReason.StandardUnknown] = new("No standard {standard_code} has a rate for {month} at {school_code}.", "faculty standards list shows them; set a rate, or take another code."),
        [ErrorReason.StandardOverlap] = new("The rate of {standard_code} from {other_start_date} on names some of these days.", "Withdraw it, or take other days."),
        [ErrorReason.StandardUnit] = new("The standard {standard_code} is paid by {unit}, not by {wanted}.", "Take another code."),
        [ErrorReason.StandardChanged] = new("The rate of {standard_code} in {month} is another one by now.", "Return the line, and record it anew."),
        [ErrorReason.NotEngagedInMonth] = new("The teacher is not engaged from outside by {school_code} in {month}.", "Record the engagement first; own teachers have no part-time hours."),
        [ErrorReason.HoursImplausible] = new("The teacher would have more hours in {month} than {school_code} allows.", "Mend the hours; the bureau may raise the limit with faculty budgets rules."),
        [ErrorReason.HoursTwice] = new("Such hours of the teacher in {month} at {department_code} by {standard_code} are recorded already.", "Return or reverse that line first."),
        [ErrorReason.HoursState] = new("The line is {hours_state}; this needs {needed}.", "faculty hours list shows it."),
        [ErrorReason.FourEyes] = new("You took the step {hours_step} of this line already.", "Somebody else has to take this one."),
        [ErrorReason.HoursStepEarlier] = new("The step of {date} lies before the one of {previous_date}.", "Mend the date."),
        [ErrorReason.BudgetExhausted] = new("The budget of {school_code} for {year} does not hold this payment.", "Raise it by a document; where the control is SOFT, say why with --reason."),
        [ErrorReason.HoursReversed] = new("The line is reversed already, or reverses another.", "faculty hours list shows it."),
        [ErrorReason.TrainerTwice] = new("The person is a trainer of {organisation_code} already ({trainer_id}).", "Record an event there: faculty trainers record."),
        [ErrorReason.TrainerState] = new("{event_type} cannot come while the trainer is {trainer_state} ({effective_date}); what may come: {allowed}.", "Look at the events with 'faculty trainers get'."),
        [ErrorReason.TrainerConsentMissing] = new("The person does not agree to be shown on {effective_date}.", "Record the consent that was signed: faculty trainers record --type CONSENT."),
        [ErrorReason.TrainerPublicityRunning] = new("The publicity runs to {publicity_last}.", "Admit the person from the day after it."),
        [ErrorReason.TrainerTerm] = new("The term would end on {wanted}; it begins on {effective_date} and ends so far on {term_last}.", "A term ends on or after its first day, and an extension makes it longer; to end it earlier, remove the trainer."),
        [ErrorReason.TrainerEventUnknown] = new("The trainer has no event with the id {event_id}.", "Look at the ids with 'faculty trainers get'."),
        [ErrorReason.SkillCredentialUnknown] = new("The person's record has no credential {credential_id}.", "Record it first: faculty teachers record-credential."),
        [ErrorReason.SkillUnproven] = new("The credential {credential_id} does not prove {occupation_code}.", "Take a credential that names the occupation, or have the pool's rules accept this one."),
        [ErrorReason.SkillLevelUnproven] = new("The credential {credential_id} does not prove {skill_level} in {occupation_code}.", "Give the level of the credential, or a lower one."),
        [ErrorReason.SkillTwice] = new("The credential {credential_id} stands twice for {occupation_code}.", "Leave one of them out."),
        [ErrorReason.TimetableOverlap] = new("Two blocks of the timetable share time on {day}: one of them from {from_time} to {to_time}.", "Mend one of them."),
        [ErrorReason.RecheckUnknown] = new("No recheck case with this id is open on {day}.", "faculty rechecks list shows the open ones."),
        [ErrorReason.RecheckClosed] = new(
            "The recheck case is closed ({recheck_state}, {found_date}).", "What is found later is a case of its own; record an event of the recognition if it must be suspended or revoked."),
        [ErrorReason.RecognitionDecided] = new(
            "Only the decision of a batch makes a recognition DECIDED, and what it decided is not rewritten.",
            "Record what a document says as OFFICIAL_IMPORT or DOCUMENT; of what was decided here, record an event (CORRECT, SUSPEND, REVOKE)."),
    };
}
