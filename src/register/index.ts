export { NoticeVersion } from './notice/notice-version.entity.js';
export { Processor } from './processors/processor.entity.js';
export { StudyCell, StudyDay } from './studies/study-day.entity.js';
export { RegisterModule } from './register.module.js';
