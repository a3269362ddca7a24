<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>Actions</name>
    <message>
        <source>Đính chính</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Mở niêm phong</source>
        <translation>Break the seal</translation>
    </message>
    <message>
        <source>Shift+F12 Ký không niêm phong</source>
        <translation>Shift+F12 Sign without sealing</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Hủy bảng kê</source>
        <translation>Cancel the manifest</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>{0} (Ctrl+P)</source>
        <translation>{0} (Ctrl+P)</translation>
    </message>
    <message>
        <source>F12 Lập bảng kê</source>
        <translation>F12 Make the manifest</translation>
    </message>
    <message>
        <source>F12 Niêm phong</source>
        <translation>F12 Seal</translation>
    </message>
    <message>
        <source>F12 Giao bưu tá và in</source>
        <translation>F12 Hand to the postman and print</translation>
    </message>
    <message>
        <source>F12 Ký, in 2 bản</source>
        <translation>F12 Sign, print 2 copies</translation>
    </message>
    <message>
        <source>F12 Ký giao nhận và in 2 bản</source>
        <translation>F12 Sign and print 2 copies</translation>
    </message>
    <message>
        <source>F12 Ghi kết quả điểm này</source>
        <translation>F12 Record this stop</translation>
    </message>
    <message>
        <source>F12 Kết thúc chuyến</source>
        <translation>F12 End the run</translation>
    </message>
</context>
<context>
    <name>ApartView</name>
    <message>
        <source>Hồ sơ khác nhau giữa quầy và tỉnh</source>
        <translation>Dossiers that differ between the counter and the province</translation>
    </message>
    <message>
        <source>Ngày gửi</source>
        <translation>Day of sending</translation>
    </message>
    <message>
        <source>In giấy chứng nhận</source>
        <translation>Print the certificate</translation>
    </message>
    <message>
        <source>Quầy và tỉnh khớp nhau ở mọi hồ sơ đã đối chiếu</source>
        <translation>Counter and province agree in all dossiers compared</translation>
    </message>
    <message>
        <source>Máy tự đối chiếu khi rảnh. F12 đối chiếu ngay mọi hồ sơ đã gửi trong ngày.</source>
        <translation>The program compares by itself when idle. F12 compares all that was sent on the day, now.</translation>
    </message>
    <message>
        <source>Ở quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Ở tỉnh</source>
        <translation>At the province</translation>
    </message>
    <message>
        <source>Đối chiếu lúc</source>
        <translation>Compared at</translation>
    </message>
    <message>
        <source>Làm gì</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Đang đối chiếu…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>Gõ ngày, ví dụ 26/11/2026.</source>
        <translation>Type a date, for example 26/11/2026.</translation>
    </message>
    <message>
        <source>Chưa đối chiếu ngày này.</source>
        <translation>This day was not compared yet.</translation>
    </message>
    <message>
        <source>F12 Đối chiếu</source>
        <translation>F12 Compare</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Khác ở chỗ</source>
        <translation>What differs</translation>
    </message>
    <message>
        <source>Không có</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Không cho xem trạng thái</source>
        <translation>Shows no status</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Cất thông báo</source>
        <translation>Put the message away</translation>
    </message>
</context>
<context>
    <name>BranchCard</name>
    <message>
        <source>Các quầy khác của bưu cục</source>
        <translation>The other counters of the branch</translation>
    </message>
    <message>
        <source>Đủ ngày của {0} quầy.</source>
        <translation>The days of all {0} counters are in.</translation>
    </message>
    <message>
        <source>{0} quầy chưa có ngày đã khóa. Nhận gói của quầy đó ở F5 trước khi khóa sổ.</source>
        <translation>{0} counters have no closed day here. Take their bundles on F5 before the close.</translation>
    </message>
    <message>
        <source>đã khóa</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>chưa khóa</source>
        <translation>not closed</translation>
    </message>
    <message>
        <source>chưa nhận được gói nào</source>
        <translation>no bundle came yet</translation>
    </message>
    <message>
        <source>không mở được sổ</source>
        <translation>its books cannot be opened</translation>
    </message>
    <message>
        <source>Báo cáo số {0}, ngày {1}: {2} nhận, {3} trả, tiền Nhà nước {4}, cước {5}</source>
        <translation>Report number {0}, {1}: {2} received, {3} handed back, the State&apos;s money {4}, postage {5}</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Ngày đầu phải có thật và không sau ngày cuối. Hãy gõ như 01/11/2026.</source>
        <translation>The first day must be a real one and not after the last. Type it like 01/11/2026.</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Tuần này</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>Tháng này</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Tháng trước</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>Quý này</source>
        <translation>This quarter</translation>
    </message>
    <message>
        <source>Năm nay</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>Từ ngày – đến ngày</source>
        <translation>From day – to day</translation>
    </message>
    <message>
        <source>Thời gian của báo cáo</source>
        <translation>Period of the report</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From day</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To day</translation>
    </message>
    <message>
        <source>Xếp theo</source>
        <translation>Grouped by</translation>
    </message>
    <message>
        <source>Theo ngày</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>Theo tháng</source>
        <translation>By month</translation>
    </message>
    <message>
        <source>Theo lĩnh vực</source>
        <translation>By field</translation>
    </message>
    <message>
        <source>Theo thủ tục</source>
        <translation>By procedure</translation>
    </message>
    <message>
        <source>Theo xã</source>
        <translation>By commune</translation>
    </message>
    <message>
        <source>Theo giao dịch viên</source>
        <translation>By clerk</translation>
    </message>
    <message>
        <source>Theo cơ quan</source>
        <translation>By agency</translation>
    </message>
    <message>
        <source>Lĩnh vực</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Xã</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Giao dịch viên</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>tất cả</source>
        <translation>all</translation>
    </message>
</context>
<context>
    <name>CloseStep</name>
    <message>
        <source>Khóa rồi không mở lại. Việc ghi sau nằm ở phần “thuộc ngày trước” của báo cáo sau.</source>
        <translation>A closed day is never opened again. What is written later stands in a part of its own in the next report.</translation>
    </message>
    <message>
        <source>xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>còn {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>bỏ qua, còn {0}: “{1}” ({2})</source>
        <translation>skipped, {0} left: “{1}” ({2})</translation>
    </message>
    <message>
        <source>Còn chờ gửi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>{0} mục</source>
        <translation>{0} items</translation>
    </message>
    <message>
        <source>{0} hồ sơ đã hủy hoặc từ chối</source>
        <translation>{0} dossiers that were voided or refused</translation>
    </message>
    <message>
        <source>Tiền chưa trả lại</source>
        <translation>Money not given back</translation>
    </message>
    <message>
        <source>Đủ điều kiện khóa sổ. Trưởng bưu cục ký bằng mã PIN.</source>
        <translation>Ready to be closed. The branch manager signs with a PIN.</translation>
    </message>
    <message>
        <source>Chưa khóa sổ được. Còn bước: {0}.</source>
        <translation>Cannot be closed yet. Steps left: {0}.</translation>
    </message>
    <message>
        <source>F12 Khóa sổ</source>
        <translation>F12 Close the day</translation>
    </message>
</context>
<context>
    <name>ClosingCard</name>
    <message>
        <source>Chưa có xã, phường này. Hãy chọn trong danh sách.</source>
        <translation>There is no such commune or ward. Choose one from the list.</translation>
    </message>
    <message>
        <source>Cước bưu chính</source>
        <translation>Postage</translation>
    </message>
    <message>
        <source>Tổng %s</source>
        <translation>Total %s</translation>
    </message>
    <message>
        <source>Không thu phí, lệ phí</source>
        <translation>No fees or charges</translation>
    </message>
    <message>
        <source>Trả lại</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Còn thiếu</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Trả kết quả và khoản thu</source>
        <translation>Result and money</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Cước theo bảng ví dụ, không phải bảng của tỉnh. Hãy kiểm tra số tiền.</source>
        <translation>Postage from an example tariff, not the province&apos;s. Please check the sum.</translation>
    </message>
    <message>
        <source>Bảng cước chưa được đối chiếu với quyết định. Hãy kiểm tra số tiền.</source>
        <translation>The tariff has not been compared with the decision yet. Please check the sum.</translation>
    </message>
    <message>
        <source>Chỉ nhận trực tiếp, không gửi bưu chính</source>
        <translation>In person only, not by post</translation>
    </message>
    <message>
        <source>Chuyển khoản</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Chuyển khoản {0}</source>
        <translation>Transfer {0}</translation>
    </message>
    <message>
        <source>Hoặc</source>
        <translation>Or</translation>
    </message>
    <message>
        <source>Tại quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Gửi bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Khoản thu (đánh dấu khoản thu ngay)</source>
        <translation>Money due (tick what is taken now)</translation>
    </message>
    <message>
        <source>Thêm khoản thu</source>
        <translation>Add a line</translation>
    </message>
    <message>
        <source>Khách đưa</source>
        <translation>Cash given</translation>
    </message>
    <message>
        <source>50k</source>
        <translation>50k</translation>
    </message>
    <message>
        <source>Số bộ</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Addressee</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Xã, phường</source>
        <translation>Commune, ward</translation>
    </message>
    <message>
        <source>Địa chỉ phát</source>
        <translation>Delivery address</translation>
    </message>
</context>
<context>
    <name>DayPage</name>
    <message>
        <source>Cuối ngày</source>
        <translation>End of day</translation>
    </message>
    <message>
        <source>Việc chính của bước đang mở; bước đã xong thì sang bước sau</source>
        <translation>The main work of this step; from a finished step, on to the next</translation>
    </message>
    <message>
        <source>Đi tiếp dù còn việc, có ghi lý do</source>
        <translation>Go on although something is left, with a reason</translation>
    </message>
    <message>
        <source>Bước trước</source>
        <translation>Previous step</translation>
    </message>
    <message>
        <source>Bước sau</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Khi đếm tiền: sang loại tiền sau. Trong danh sách: mở nơi xử lý</source>
        <translation>While counting: the next banknote. In a list: open the place to settle it</translation>
    </message>
    <message>
        <source>Bước tiền: nộp tiền cho cơ quan</source>
        <translation>Cash step: remit money to an agency</translation>
    </message>
    <message>
        <source>Bước tiền: ghi tiền bỏ vào, lấy ra ngoài hồ sơ</source>
        <translation>Cash step: record other money put in or taken out</translation>
    </message>
    <message>
        <source>Bước giấy in: giấy đã ra. Shift+F9: cách khác</source>
        <translation>Papers step: the paper is there. Shift+F9: another way</translation>
    </message>
    <message>
        <source>In lại báo cáo của ngày đã khóa</source>
        <translation>Print the report of the closed day again</translation>
    </message>
    <message>
        <source>Thôi việc đang gõ dở</source>
        <translation>Drop what is being typed</translation>
    </message>
    <message>
        <source>Đi tiếp vì</source>
        <translation>Go on because</translation>
    </message>
    <message>
        <source>Enter Ghi lý do, sang bước sau</source>
        <translation>Enter Record the reason, next step</translation>
    </message>
    <message>
        <source>Đã khóa sổ ngày {0}, báo cáo số {1}.</source>
        <translation>{0} is closed, report number {1}.</translation>
    </message>
    <message>
        <source>Đã bỏ qua lúc {0}, {1}, còn {2}: “{3}”.</source>
        <translation>Skipped at {0}, {1}, with {2} left: “{3}”.</translation>
    </message>
    <message>
        <source>Ngày {0} chưa khóa sổ: phải khóa ngày đó trước, rồi mới mở được ngày mới.</source>
        <translation>{0} was not closed: it has to be closed before a new day can be opened.</translation>
    </message>
    <message>
        <source>Đang đọc sổ của ngày…</source>
        <translation>Reading the books of the day…</translation>
    </message>
    <message>
        <source>{0} hồ sơ nhận, {1} trả</source>
        <translation>{0} dossiers received, {1} handed back</translation>
    </message>
    <message>
        <source>Ngày {0}, mở {1}</source>
        <translation>{0}, opened {1}</translation>
    </message>
    <message>
        <source>Ngày {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>đã khóa sổ {0}</source>
        <translation>closed {0}</translation>
    </message>
    <message>
        <source>chưa mở</source>
        <translation>not open yet</translation>
    </message>
    <message>
        <source>F12 Mở ngày</source>
        <translation>F12 Open the day</translation>
    </message>
    <message>
        <source>F12 In lại báo cáo</source>
        <translation>F12 Print the report again</translation>
    </message>
    <message>
        <source>F12 Tiếp: {0}</source>
        <translation>F12 Next: {0}</translation>
    </message>
    <message>
        <source>Shift+F12 Bước sau</source>
        <translation>Shift+F12 Next step</translation>
    </message>
    <message>
        <source>Shift+F12 Đi tiếp vì…</source>
        <translation>Shift+F12 Go on because…</translation>
    </message>
</context>
<context>
    <name>DonePane</name>
    <message>
        <source>Đang in biên nhận…</source>
        <translation>Printing the receipt…</translation>
    </message>
    <message>
        <source>Người dân có hài lòng không?</source>
        <translation>Is the citizen satisfied?</translation>
    </message>
    <message>
        <source>Bấm phím 1 đến 5, hoặc Enter để bỏ qua. Quét giấy hẹn tiếp theo cũng được.</source>
        <translation>Press 1 to 5, or Enter to skip. Scanning the next receipt does too.</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Result handed over</translation>
    </message>
    <message>
        <source> · thu {0}</source>
        <translation> · taken {0}</translation>
    </message>
</context>
<context>
    <name>DossierCard</name>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Số giấy tờ</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Nộp thay</source>
        <translation>By representative</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Nhận lúc</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Giấy tờ đã nộp</source>
        <translation>Papers handed in</translation>
    </message>
    <message>
        <source>Còn phải nộp</source>
        <translation>Still to pay</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Mã khác</source>
        <translation>Other codes</translation>
    </message>
    <message>
        <source>Che số giấy tờ</source>
        <translation>Hide the identity number</translation>
    </message>
    <message>
        <source>Xem cả số giấy tờ (lần xem được ghi lại)</source>
        <translation>Show the whole number (the view is logged)</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>{0} · chờ đối soát chuyển khoản {1}</source>
        <translation>{0} · transfer {1} awaiting confirmation</translation>
    </message>
    <message>
        <source>Chưa có: chờ cơ quan tiếp nhận</source>
        <translation>None yet: waits for the agency</translation>
    </message>
    <message>
        <source>Cơ quan sẽ hẹn</source>
        <translation>The agency will set it</translation>
    </message>
    <message>
        <source>{0} (đã hẹn lại)</source>
        <translation>{0} (set anew)</translation>
    </message>
</context>
<context>
    <name>DossierPane</name>
    <message>
        <source>Hồ sơ này chưa có giấy nào in được</source>
        <translation>No paper of this dossier can be printed yet</translation>
    </message>
    <message>
        <source>Việc làm được</source>
        <translation>What can be done</translation>
    </message>
    <message>
        <source>Tiền chuyển khoản</source>
        <translation>Money by transfer</translation>
    </message>
    <message>
        <source>Giấy đã in</source>
        <translation>Papers printed</translation>
    </message>
    <message>
        <source>Quá trình xử lý</source>
        <translation>History</translation>
    </message>
    <message>
        <source>In lại (Ctrl+P)</source>
        <translation>Print again (Ctrl+P)</translation>
    </message>
    <message>
        <source>In nhãn bưu gửi</source>
        <translation>Print the postal label</translation>
    </message>
    <message>
        <source>Giấy tờ: {0}.</source>
        <translation>Papers: {0}.</translation>
    </message>
    <message>
        <source>Hồ sơ {0}: chỉ còn xem và in lại giấy tờ.</source>
        <translation>Dossier {0}: it can only be read and its papers printed again.</translation>
    </message>
    <message>
        <source>Hồ sơ {0} nên không làm được: {1}.</source>
        <translation>Dossier {0}, so this cannot be done: {1}.</translation>
    </message>
    <message>
        <source>Chưa in giấy nào của hồ sơ này.</source>
        <translation>No paper of this dossier has been printed.</translation>
    </message>
    <message>
        <source>Cách khác: {0}</source>
        <translation>Another way: {0}</translation>
    </message>
    <message>
        <source>Ghi kết quả bản in, hoặc cách khác (Shift+F9)</source>
        <translation>Note what became of the copy, or another way (Shift+F9)</translation>
    </message>
    <message>
        <source>bản {0}</source>
        <translation>copy {0}</translation>
    </message>
    <message>
        <source>bản in lại lần {0}</source>
        <translation>reprint, copy {0}</translation>
    </message>
    <message>
        <source>Đã ghi: {0}</source>
        <translation>Recorded: {0}</translation>
    </message>
    <message>
        <source>Đã sửa thông tin</source>
        <translation>Corrected</translation>
    </message>
</context>
<context>
    <name>DrawerCard</name>
    <message>
        <source>Đếm lại</source>
        <translation>Count again</translation>
    </message>
    <message>
        <source>Tiền trong ngăn đã thay đổi sau lần đếm trước, số đếm đó không dùng được. Hãy đếm lại.</source>
        <translation>Money moved in this drawer after the last count, so that count no longer holds. Please count again.</translation>
    </message>
    <message>
        <source>đang đếm</source>
        <translation>counting</translation>
    </message>
    <message>
        <source>phải đếm lại</source>
        <translation>count again</translation>
    </message>
    <message>
        <source>chưa đếm</source>
        <translation>not counted</translation>
    </message>
    <message>
        <source>Đếm sau ngăn ở trên.</source>
        <translation>Count it after the drawer above.</translation>
    </message>
    <message>
        <source>{0}, đã ghi</source>
        <translation>{0}, booked</translation>
    </message>
    <message>
        <source>Đếm được {0} lúc {1}, {2}.</source>
        <translation>Counted {0} at {1}, {2}.</translation>
    </message>
    <message>
        <source>{0}, quá mức quầy được tự ghi. Cần lý do và mã PIN của trưởng bưu cục.</source>
        <translation>{0}, beyond what the counter may book by itself. It takes a reason and the branch manager&apos;s PIN.</translation>
    </message>
    <message>
        <source>{0} so với sổ. Đếm lại, hoặc ghi chênh lệch.</source>
        <translation>{0} against the books. Count again, or book the difference.</translation>
    </message>
    <message>
        <source>Đếm được</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Theo sổ</source>
        <translation>In the books</translation>
    </message>
    <message>
        <source>Lý do chênh lệch</source>
        <translation>Reason for the difference</translation>
    </message>
    <message>
        <source>F12 Chốt số đếm</source>
        <translation>F12 Confirm the count</translation>
    </message>
    <message>
        <source>F12 Ghi chênh lệch</source>
        <translation>F12 Book the difference</translation>
    </message>
    <message>
        <source>Chưa đếm tờ nào. Ngăn trống thì gõ 0 ở một dòng.</source>
        <translation>Nothing was counted yet. For an empty drawer, type 0 in one line.</translation>
    </message>
    <message>
        <source>Gõ lý do: chênh lệch này quá mức quầy được tự ghi.</source>
        <translation>Type the reason: this difference is beyond what the counter may book by itself.</translation>
    </message>
</context>
<context>
    <name>EnvelopeCard</name>
    <message>
        <source>đúng bì kết quả</source>
        <translation>the right result envelope</translation>
    </message>
    <message>
        <source>quét bì kết quả</source>
        <translation>the envelope&apos;s scan</translation>
    </message>
    <message>
        <source>2. Bì kết quả</source>
        <translation>2. Result envelope</translation>
    </message>
    <message>
        <source>Mã trên bì</source>
        <translation>Code on the envelope</translation>
    </message>
    <message>
        <source>Đây không phải mã hồ sơ hay mã bưu gửi đúng. Hãy quét lại nhãn.</source>
        <translation>This is neither a dossier code nor a correct postal code. Scan the label again.</translation>
    </message>
    <message>
        <source>Bì đúng của hồ sơ này</source>
        <translation>The envelope of this dossier</translation>
    </message>
    <message>
        <source>Quét bì mang mã {0}</source>
        <translation>Scan the envelope with code {0}</translation>
    </message>
    <message>
        <source>Có bì thì quét nhãn trên bì; không có thì bỏ qua bước này.</source>
        <translation>If there is an envelope, scan its label; if there is none, skip this step.</translation>
    </message>
    <message>
        <source>Bì {0} không phải của hồ sơ này (bì đúng: {1}). Đừng trao bì này; hãy quét đúng bì.</source>
        <translation>Envelope {0} is not of this dossier (the right one: {1}). Do not hand it over; scan the right envelope.</translation>
    </message>
    <message>
        <source>Bì này của hồ sơ khác: {0}. Đừng trao bì này; hãy quét đúng bì.</source>
        <translation>This envelope is of another dossier: {0}. Do not hand it over; scan the right envelope.</translation>
    </message>
    <message>
        <source>Mở hồ sơ kia</source>
        <translation>Open that dossier</translation>
    </message>
</context>
<context>
    <name>FeeRow</name>
    <message>
        <source>Thu đủ {0}</source>
        <translation>Collect in full: {0}</translation>
    </message>
    <message>
        <source>Miễn: {0}</source>
        <translation>Exempt: {0}</translation>
    </message>
    <message>
        <source>Giảm {1} %: {0}</source>
        <translation>{1} % off: {0}</translation>
    </message>
    <message>
        <source>Miễn, giảm vì lý do khác…</source>
        <translation>Exempt or reduced for another reason…</translation>
    </message>
    <message>
        <source>{0}, đến {1} g: {2}</source>
        <translation>{0}, up to {1} g: {2}</translation>
    </message>
    <message>
        <source>Miễn {0}</source>
        <translation>Waived {0}</translation>
    </message>
    <message>
        <source>Giảm {0}</source>
        <translation>Reduced by {0}</translation>
    </message>
    <message>
        <source>Thu ngay</source>
        <translation>Taken now</translation>
    </message>
    <message>
        <source>Thu ngay: %s</source>
        <translation>Taken now: %s</translation>
    </message>
    <message>
        <source>Số lượng: %s</source>
        <translation>Quantity: %s</translation>
    </message>
    <message>
        <source>Số tiền: %s</source>
        <translation>Amount: %s</translation>
    </message>
    <message>
        <source>Miễn, giảm</source>
        <translation>Exempt, reduced</translation>
    </message>
    <message>
        <source>Miễn, giảm: %s</source>
        <translation>Exempt, reduced: %s</translation>
    </message>
    <message>
        <source>Đối tượng, căn cứ miễn, giảm</source>
        <translation>Group or ground for the exemption</translation>
    </message>
    <message>
        <source>Đối tượng, căn cứ miễn, giảm: %s</source>
        <translation>Group or ground for the exemption: %s</translation>
    </message>
    <message>
        <source>Cước bưu chính</source>
        <translation>Postage</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Lệ phí</source>
        <translation>Charge</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>(không bắt buộc)</source>
        <translation>(optional)</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Tập huấn</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Các trang</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>HandBackPage</name>
    <message>
        <source>Trả kết quả</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>Trả kết quả và in biên nhận</source>
        <translation>Hand the result over and print the receipt</translation>
    </message>
    <message>
        <source>Ghi kết quả đã về quầy</source>
        <translation>Note that the result has arrived</translation>
    </message>
    <message>
        <source>Mức hài lòng, sau khi trả</source>
        <translation>Satisfaction, after handing over</translation>
    </message>
    <message>
        <source>Mở hồ sơ đang chọn; sau khi trả: người tiếp theo</source>
        <translation>Open the chosen dossier; after handing over: next person</translation>
    </message>
    <message>
        <source>Bỏ hồ sơ đang mở, không ghi gì</source>
        <translation>Leave the open dossier, record nothing</translation>
    </message>
    <message>
        <source>Quét giấy hẹn, hoặc gõ mã, tên, số điện thoại</source>
        <translation>Scan the receipt, or type code, name, telephone</translation>
    </message>
    <message>
        <source>Mã hồ sơ hoặc tên</source>
        <translation>Dossier code or name</translation>
    </message>
    <message>
        <source>Mở ở F3 Tra cứu</source>
        <translation>Open in F3 Search</translation>
    </message>
    <message>
        <source>Hồ sơ này đã trả</source>
        <translation>This result was handed over already</translation>
    </message>
    <message>
        <source>Đã trả lúc {0} cho {1}. Muốn in lại biên nhận, mở ở F3.</source>
        <translation>Handed over at {0} to {1}. To print the receipt again, open it in F3.</translation>
    </message>
    <message>
        <source>Kết quả chưa về quầy</source>
        <translation>The result is not here yet</translation>
    </message>
    <message>
        <source>Chưa ghi nhận kết quả của hồ sơ này về quầy. Nếu kết quả đang ở đây, bấm Shift+F12 để ghi nhận rồi trả; nếu chưa có, hẹn người dân và xem lại ngày hẹn.</source>
        <translation>The arrival of this result has not been noted. If it is here, press Shift+F12 to note it, then hand it over; if not, tell the citizen when to come and look at the due date.</translation>
    </message>
    <message>
        <source>Không có kết quả để trả</source>
        <translation>No result to hand over</translation>
    </message>
    <message>
        <source>Hồ sơ này đã hủy, không còn gì để trả. Xem lý do hủy ở F3.</source>
        <translation>This dossier was voided; there is nothing to hand over. The reason is in F3.</translation>
    </message>
    <message>
        <source>Kết quả đã trả lại cơ quan. Hướng dẫn người dân liên hệ cơ quan, hoặc chờ kết quả về lại.</source>
        <translation>The result went back to the agency. Send the citizen there, or wait until it comes back.</translation>
    </message>
    <message>
        <source>Đây là phiếu yêu cầu bổ sung, chưa phải hồ sơ đã nhận. Đủ giấy tờ thì tiếp nhận ở F1.</source>
        <translation>This is a supplement slip, not a received dossier. When the papers are complete, receive it in F1.</translation>
    </message>
    <message>
        <source>Cơ quan chưa tiếp nhận hồ sơ này nên chưa có kết quả. Cơ quan đã nhận thì ghi mã của cơ quan ở F3.</source>
        <translation>The agency has not accepted this dossier, so there is no result. When it has, note its code in F3.</translation>
    </message>
    <message>
        <source>Hồ sơ đã bị từ chối. Chỉ trả lại giấy tờ đã nộp; phiếu từ chối in lại ở F3.</source>
        <translation>The dossier was refused. Only give back the papers; the refusal slip can be printed again in F3.</translation>
    </message>
    <message>
        <source>Hồ sơ đang chờ người dân bổ sung giấy tờ nên chưa có kết quả. Nhận giấy bổ sung ở F3.</source>
        <translation>The dossier waits for more papers, so there is no result. Take them in F3.</translation>
    </message>
    <message>
        <source>Hồ sơ đang chờ người dân nộp tiền nên chưa có kết quả. Thu tiền ở F3.</source>
        <translation>The dossier waits for a payment, so there is no result. Take the money in F3.</translation>
    </message>
    <message>
        <source>Người nộp đã xin rút hồ sơ. Trả lại giấy tờ và ghi đã rút ở F3.</source>
        <translation>The applicant asked to withdraw. Give the papers back and record the withdrawal in F3.</translation>
    </message>
    <message>
        <source>Hồ sơ đã dừng giải quyết, không có kết quả. Xem lý do ở F3.</source>
        <translation>The dossier was stopped; there is no result. The reason is in F3.</translation>
    </message>
    <message>
        <source>Đã ghi: kết quả đã về quầy</source>
        <translation>Recorded: the result has arrived</translation>
    </message>
    <message>
        <source>Bỏ (Esc)</source>
        <translation>Leave (Esc)</translation>
    </message>
    <message>
        <source>Shift+F12 Kết quả đã về quầy</source>
        <translation>Shift+F12 The result is here</translation>
    </message>
    <message>
        <source>F12 Người tiếp theo</source>
        <translation>F12 Next person</translation>
    </message>
    <message>
        <source>F12 Trả và in biên nhận</source>
        <translation>F12 Hand over and print</translation>
    </message>
    <message>
        <source>Còn thiếu: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>Cảm ơn: đã ghi mức {0}</source>
        <translation>Thank you: {0} recorded</translation>
    </message>
</context>
<context>
    <name>ItemsView</name>
    <message>
        <source>Các mục chờ gửi</source>
        <translation>Items waiting to be sent</translation>
    </message>
    <message>
        <source>Các mục đã gửi</source>
        <translation>Items sent</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ai xử lý</source>
        <translation>Who acts</translation>
    </message>
    <message>
        <source>Hệ thống trả lời</source>
        <translation>The system&apos;s answer</translation>
    </message>
    <message>
        <source>Đã thử</source>
        <translation>Tried</translation>
    </message>
    <message>
        <source>F12 Gửi lại {0} mục</source>
        <translation>F12 Send {0} items again</translation>
    </message>
    <message>
        <source>F12 Gửi lại</source>
        <translation>F12 Send again</translation>
    </message>
    <message>
        <source>Đã đưa {0} mục vào hàng đợi</source>
        <translation>{0} items put into the queue</translation>
    </message>
    <message>
        <source>Đã xuất {0} mục ra tệp {1}. Tệp chỉ có mã hồ sơ và lý do, không có tên người.</source>
        <translation>{0} items saved to {1}. The file holds codes and reasons only, no names.</translation>
    </message>
    <message>
        <source>Mở thư mục</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Chờ đã</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Lần thử</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>Chưa gửi mục nào</source>
        <translation>Nothing sent yet</translation>
    </message>
    <message>
        <source>Những gì hệ thống một cửa đã nhận sẽ hiện ở đây, kèm giờ nhận.</source>
        <translation>What the one-stop system has taken will stand here, with the time.</translation>
    </message>
    <message>
        <source>Mọi hồ sơ đã gửi xong</source>
        <translation>Everything is sent</translation>
    </message>
    <message>
        <source>Lần gửi cuối {0}. Không phải làm gì ở đây.</source>
        <translation>Last delivery {0}. Nothing to do here.</translation>
    </message>
    <message>
        <source>Hồ sơ mới nhận sẽ tự vào hàng đợi và tự gửi khi có mạng.</source>
        <translation>New dossiers enter the queue by themselves and are sent when there is a network.</translation>
    </message>
    <message>
        <source>{0} lần</source>
        <translation>{0} times</translation>
    </message>
    <message>
        <source>chờ từ {0}</source>
        <translation>waiting since {0}</translation>
    </message>
    <message>
        <source>thử lại sau {0}</source>
        <translation>tried again after {0}</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>Các dòng của bảng kê</source>
        <translation>Lines of the manifest</translation>
    </message>
    <message>
        <source>Hồ sơ còn thiếu</source>
        <translation>Missing dossiers</translation>
    </message>
    <message>
        <source>số {0}</source>
        <translation>no. {0}</translation>
    </message>
    <message>
        <source>đính chính: {0}</source>
        <translation>correction: {0}</translation>
    </message>
    <message>
        <source>Đã đi đường khác</source>
        <translation>Went another way</translation>
    </message>
    <message>
        <source>Ngoài dự kiến</source>
        <translation>Not expected</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Một cửa báo đã xong</source>
        <translation>The one-stop says it is done</translation>
    </message>
    <message>
        <source>đã phát {0} lần</source>
        <translation>tried {0} times</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Các bảng kê</source>
        <translation>Manifests</translation>
    </message>
    <message>
        <source>Chưa có bảng kê nào</source>
        <translation>No manifest yet</translation>
    </message>
    <message>
        <source>Mỗi lần giao nhận lập một bảng kê: chọn chiều đi ở bên cạnh.</source>
        <translation>Every handover has a manifest: choose its direction on the right.</translation>
    </message>
    <message>
        <source>Bảng kê</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Báo cáo (Esc)</source>
        <translation>Report (Esc)</translation>
    </message>
    <message>
        <source>Các hồ sơ của con số này</source>
        <translation>The dossiers of this figure</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào ở đây</source>
        <translation>There is no dossier here</translation>
    </message>
    <message>
        <source>Số liệu vừa thay đổi. Bấm Esc để về báo cáo.</source>
        <translation>The figures have just changed. Press Esc to go back to the report.</translation>
    </message>
    <message>
        <source>{0}: {1} hồ sơ</source>
        <translation>{0}: {1} dossiers</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Ngày nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Quầy Một Cửa</source>
        <translation>One-Stop Counter</translation>
    </message>
    <message>
        <source>Tập huấn</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Tập huấn, mã PIN {0}</source>
        <translation>Training, PIN {0}</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Mã PIN mới (4 đến 12 chữ số)</source>
        <translation>New PIN (4 to 12 digits)</translation>
    </message>
    <message>
        <source>Gõ lại mã PIN mới</source>
        <translation>The new PIN again</translation>
    </message>
    <message>
        <source>Người làm việc</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Chưa gõ mã PIN.</source>
        <translation>No PIN typed.</translation>
    </message>
    <message>
        <source>Hai lần gõ khác nhau. Hãy gõ lại.</source>
        <translation>The two are different. Type it again.</translation>
    </message>
    <message>
        <source>Đã đổi mã PIN.</source>
        <translation>PIN changed.</translation>
    </message>
    <message>
        <source>Sai mã PIN nhiều lần. Hãy đợi {0} giây rồi thử lại.</source>
        <translation>Too many wrong PINs. Wait {0} seconds, then try again.</translation>
    </message>
    <message>
        <source>Enter Đặt mã PIN</source>
        <translation>Enter Set the PIN</translation>
    </message>
    <message>
        <source>Enter Vào quầy</source>
        <translation>Enter Log in</translation>
    </message>
    <message>
        <source>Mã PIN vừa dùng do người khác cấp. Hãy đặt mã PIN của riêng mình.</source>
        <translation>This PIN was given by somebody else. Set one of your own.</translation>
    </message>
    <message>
        <source>Đang mở sổ của quầy…</source>
        <translation>Opening the counter&apos;s book…</translation>
    </message>
    <message>
        <source>Quầy đang khóa. Việc đang làm dở vẫn còn nguyên.</source>
        <translation>The counter is locked. Unfinished work is kept.</translation>
    </message>
</context>
<context>
    <name>ManifestPage</name>
    <message>
        <source>Bàn giao</source>
        <translation>Manifests</translation>
    </message>
    <message>
        <source>Bước tiếp theo của bảng kê: niêm phong, ký và in, ghi kết quả, kết thúc</source>
        <translation>The next step of the manifest: seal, sign and print, record an outcome, end</translation>
    </message>
    <message>
        <source>Ký giao nhận mà không niêm phong</source>
        <translation>Sign without sealing</translation>
    </message>
    <message>
        <source>Lập bảng kê mới</source>
        <translation>Make a new manifest</translation>
    </message>
    <message>
        <source>Về ô quét mã</source>
        <translation>Back to the scan field</translation>
    </message>
    <message>
        <source>Trên một dòng: đếm lại giấy tờ của dòng đó</source>
        <translation>On a line: count its papers again</translation>
    </message>
    <message>
        <source>Thêm, bớt một bản chính của dòng đang chọn</source>
        <translation>One original more or less on the chosen line</translation>
    </message>
    <message>
        <source>Lấy dòng đang chọn ra khỏi bảng kê</source>
        <translation>Take the chosen line off the manifest</translation>
    </message>
    <message>
        <source>Trên một điểm của chuyến: chọn kết quả</source>
        <translation>On a stop of a run: choose its outcome</translation>
    </message>
    <message>
        <source>In, in lại bảng kê đang mở</source>
        <translation>Print or reprint the open manifest</translation>
    </message>
    <message>
        <source>Thôi việc đang hỏi; về danh sách</source>
        <translation>Leave what is being asked; back to the list</translation>
    </message>
    <message>
        <source>Lập bảng kê (Ctrl+N)</source>
        <translation>Make a manifest (Ctrl+N)</translation>
    </message>
    <message>
        <source>Danh sách (Esc)</source>
        <translation>List (Esc)</translation>
    </message>
</context>
<context>
    <name>ManifestStep</name>
    <message>
        <source>Bảng kê chưa xong</source>
        <translation>Unfinished manifests</translation>
    </message>
    <message>
        <source>Enter mở bảng kê ở F4. Bàn giao xong thì quay lại F6, bước này tự xong.</source>
        <translation>Enter opens the manifest on F4. Once it is handed over, come back to F6: this step is then done by itself.</translation>
    </message>
    <message>
        <source>Còn {0} bảng kê chưa bàn giao xong hoặc chưa hủy.</source>
        <translation>Manifests still to be handed over or cancelled: {0}.</translation>
    </message>
    <message>
        <source>Không còn bảng kê nào chưa xong.</source>
        <translation>No manifest is unfinished.</translation>
    </message>
    <message>
        <source>F12 Mở bảng kê</source>
        <translation>F12 Open the manifest</translation>
    </message>
    <message>
        <source>Cơ quan đã nghỉ, sáng mai bàn giao</source>
        <translation>The agency has closed, to be handed over tomorrow morning</translation>
    </message>
    <message>
        <source>Chuyến phát chưa về</source>
        <translation>The delivery run is not back yet</translation>
    </message>
    <message>
        <source>Bàn giao, ký, hoặc hủy ở F4</source>
        <translation>Hand over and sign, or cancel, on F4</translation>
    </message>
    <message>
        <source>Số bảng kê</source>
        <translation>Manifest number</translation>
    </message>
    <message>
        <source>Lập ngày</source>
        <translation>Begun on</translation>
    </message>
    <message>
        <source>Làm gì</source>
        <translation>What to do</translation>
    </message>
</context>
<context>
    <name>MoneyCard</name>
    <message>
        <source>3. Tiền</source>
        <translation>3. Money</translation>
    </message>
    <message>
        <source>Thu tiền mặt bây giờ</source>
        <translation>Take cash now</translation>
    </message>
    <message>
        <source>Chuyển khoản</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Chờ đối soát {0} chuyển khoản. Trả kết quả được; tiền về lúc nào ghi lúc ấy.</source>
        <translation>{0} by transfer await confirmation. The result may be handed back; the money is noted when it arrives.</translation>
    </message>
    <message>
        <source>Đã thu đủ {0} khi nộp hồ sơ.</source>
        <translation>All of {0} was paid at receipt.</translation>
    </message>
    <message>
        <source>Không phải thu gì.</source>
        <translation>Nothing to pay.</translation>
    </message>
    <message>
        <source>Còn phải nộp {0} ({1})</source>
        <translation>Still to pay {0} ({1})</translation>
    </message>
    <message>
        <source>Còn thiếu {0}</source>
        <translation>{0} short</translation>
    </message>
</context>
<context>
    <name>MoveStrip</name>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Ghi: {0}</source>
        <translation>Recording: {0}</translation>
    </message>
    <message>
        <source>Bỏ, không ghi (Esc)</source>
        <translation>Leave, record nothing (Esc)</translation>
    </message>
    <message>
        <source>Ngày phải có dạng dd/mm/yyyy, ví dụ 23/11/2026.</source>
        <translation>A date is dd/mm/yyyy, for example 23/11/2026.</translation>
    </message>
    <message>
        <source>Chưa điền mục này.</source>
        <translation>This is not filled in.</translation>
    </message>
    <message>
        <source>{0}: chưa in bản nào</source>
        <translation>{0}: not printed yet</translation>
    </message>
    <message>
        <source>{0}: bản in lại lần {1}</source>
        <translation>{0}: reprint, copy {1}</translation>
    </message>
</context>
<context>
    <name>MovingCard</name>
    <message>
        <source>Tiền vào, ra ngoài hồ sơ</source>
        <translation>Other money in and out</translation>
    </message>
    <message>
        <source>Tiền lẻ để thối, nộp ngân hàng, đổi tiền. Thu và trả theo hồ sơ thì máy tự ghi.</source>
        <translation>Change, the bank, exchanged notes. The money of dossiers is recorded by itself.</translation>
    </message>
    <message>
        <source>Bỏ vào</source>
        <translation>Put in</translation>
    </message>
    <message>
        <source>Lấy ra</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>Esc Thôi</source>
        <translation>Esc Cancel</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Ngăn</source>
        <translation>Drawer</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Số tiền bỏ vào</source>
        <translation>Amount put in</translation>
    </message>
    <message>
        <source>Số tiền lấy ra</source>
        <translation>Amount taken out</translation>
    </message>
    <message>
        <source>Gõ số tiền.</source>
        <translation>Type the amount.</translation>
    </message>
    <message>
        <source>Gõ lý do trong vài chữ.</source>
        <translation>Type the reason in a few words.</translation>
    </message>
    <message>
        <source>Đã ghi bỏ vào {0}.</source>
        <translation>Recorded: {0} put in.</translation>
    </message>
    <message>
        <source>Đã ghi lấy ra {0}.</source>
        <translation>Recorded: {0} taken out.</translation>
    </message>
</context>
<context>
    <name>NoteGrid</name>
    <message>
        <source>Tổng đã đếm</source>
        <translation>Total counted</translation>
    </message>
    <message>
        <source>Số tờ {0}</source>
        <translation>Notes of {0}</translation>
    </message>
</context>
<context>
    <name>OpeningCard</name>
    <message>
        <source>{0}: bỏ thêm vào ngăn</source>
        <translation>{0}: added to the drawer</translation>
    </message>
    <message>
        <source>Chỉ gõ tiền lẻ mới bỏ thêm để thối. Tiền để lại từ lần khóa trước được mang sang.</source>
        <translation>Only type change that is newly added. What was left at the last close is carried over.</translation>
    </message>
    <message>
        <source>Ngày {0} chưa mở</source>
        <translation>{0} is not open yet</translation>
    </message>
    <message>
        <source>Đây là ngày làm việc đầu tiên của quầy, báo cáo số 1.</source>
        <translation>This is the first working day of the counter, report number 1.</translation>
    </message>
    <message>
        <source>Lần khóa sổ trước: ngày {0}, báo cáo số {1}. Tiền trong hai ngăn được mang sang.</source>
        <translation>Last close: {0}, report number {1}. The money in both drawers is carried over.</translation>
    </message>
    <message>
        <source>Đã mở ngày.</source>
        <translation>The day is open.</translation>
    </message>
</context>
<context>
    <name>OriginalsCard</name>
    <message>
        <source>4. Bản gốc thu lại</source>
        <translation>4. Originals taken back</translation>
    </message>
    <message>
        <source>Mỗi dòng một giấy, theo yêu cầu của cơ quan</source>
        <translation>One paper a line, as the agency asks</translation>
    </message>
</context>
<context>
    <name>OutcomeStrip</name>
    <message>
        <source>chính chủ</source>
        <translation>the applicant</translation>
    </message>
    <message>
        <source>được ủy quyền</source>
        <translation>an authorised person</translation>
    </message>
    <message>
        <source>người khác</source>
        <translation>somebody else</translation>
    </message>
    <message>
        <source>Mã hồ sơ đã nhận</source>
        <translation>Code of the dossier received</translation>
    </message>
    <message>
        <source>Người ký nhận là</source>
        <translation>Who signed for it</translation>
    </message>
    <message>
        <source>Họ tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Giấy ủy quyền</source>
        <translation>Power of attorney</translation>
    </message>
    <message>
        <source>4 số cuối</source>
        <translation>last 4 digits</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Đã thu (còn nợ {0})</source>
        <translation>Taken (still owed {0})</translation>
    </message>
</context>
<context>
    <name>PackagesCard</name>
    <message>
        <source>Nạp từ USB…</source>
        <translation>Read from USB…</translation>
    </message>
    <message>
        <source>Danh mục, lịch nghỉ, bảng cước</source>
        <translation>Catalogue, calendar, tariff</translation>
    </message>
    <message>
        <source>Chỉ trưởng bưu cục nạp danh mục, lịch nghỉ, bảng cước.</source>
        <translation>Only the branch manager loads the catalogue, calendar and tariff.</translation>
    </message>
    <message>
        <source>Khác với hệ thống một cửa</source>
        <translation>Different from the one-stop system</translation>
    </message>
    <message>
        <source>Hỏi hệ thống một cửa lần cuối {0}.</source>
        <translation>The one-stop system was last asked {0}.</translation>
    </message>
    <message>
        <source>và {0} thủ tục khác</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>{0}: hệ thống một cửa gọi là “{1}”</source>
        <translation>{0}: the one-stop system calls it “{1}”</translation>
    </message>
    <message>
        <source>{0}: hệ thống một cửa không còn liệt kê</source>
        <translation>{0}: no longer listed by the one-stop system</translation>
    </message>
    <message>
        <source>Chọn thư mục có tệp index.json</source>
        <translation>Choose the folder with index.json</translation>
    </message>
    <message>
        <source>Đã nhận {0}.</source>
        <translation>Received {0}.</translation>
    </message>
</context>
<context>
    <name>PadLine</name>
    <message>
        <source>Gõ số in trên phiếu, hoặc Esc để nhập sau.</source>
        <translation>Type the number printed on the pad, or Esc to enter it later.</translation>
    </message>
    <message>
        <source>Số phiếu in sẵn</source>
        <translation>The pad&apos;s number</translation>
    </message>
    <message>
        <source>Ghi số</source>
        <translation>Note the number</translation>
    </message>
</context>
<context>
    <name>PairingCard</name>
    <message>
        <source>Gửi bằng USB: ghép máy</source>
        <translation>Sending by USB: pairing</translation>
    </message>
    <message>
        <source>Nơi không có mạng gửi hồ sơ bằng USB qua máy của bưu cục. Hai máy ghép với nhau một lần.</source>
        <translation>Where there is no network, dossiers go by USB stick through the branch&apos;s computer. The two are paired once.</translation>
    </message>
    <message>
        <source>Ghép máy mới</source>
        <translation>Pair a computer</translation>
    </message>
    <message>
        <source>Máy này là</source>
        <translation>This computer is</translation>
    </message>
    <message>
        <source>Quầy gửi hồ sơ đi</source>
        <translation>A counter that sends dossiers</translation>
    </message>
    <message>
        <source>Máy bưu cục, nhận và gửi lên tỉnh</source>
        <translation>The branch&apos;s computer: receives, and sends to the province</translation>
    </message>
    <message>
        <source>1. Đưa mã của máy này sang máy kia: quét hình, hoặc chép chữ rồi gửi tin nhắn.</source>
        <translation>1. Bring this computer&apos;s code to the other one: scan the picture, or copy the text and send it as a message.</translation>
    </message>
    <message>
        <source>Đọc mã này qua điện thoại cho người ở máy kia.</source>
        <translation>Read this code to the person at the other computer by telephone.</translation>
    </message>
    <message>
        <source>Chép chữ</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>2. Nhập mã của máy kia: quét hình bằng máy quét, hoặc dán chữ.</source>
        <translation>2. Enter the other computer&apos;s code: scan its picture, or paste its text.</translation>
    </message>
    <message>
        <source>Chữ ghép của máy kia</source>
        <translation>The other computer&apos;s text</translation>
    </message>
    <message>
        <source>Mã người ở máy kia đọc</source>
        <translation>The code read aloud at the other computer</translation>
    </message>
    <message>
        <source>Máy kia thuộc điểm bưu điện khác</source>
        <translation>The other computer belongs to another post office</translation>
    </message>
    <message>
        <source>Ghép hai máy</source>
        <translation>Pair the two computers</translation>
    </message>
    <message>
        <source>Đã chép chữ ghép</source>
        <translation>Text copied</translation>
    </message>
    <message>
        <source>Thôi ghép</source>
        <translation>Unpair</translation>
    </message>
    <message>
        <source>Thôi ghép với {0}</source>
        <translation>Unpair {0}</translation>
    </message>
    <message>
        <source>Ghép máy mới (trưởng bưu cục)</source>
        <translation>Pair a computer (branch manager)</translation>
    </message>
</context>
<context>
    <name>PaperLine</name>
    <message>
        <source>Đính kèm…</source>
        <translation>Attach…</translation>
    </message>
    <message>
        <source>Đính kèm bản quét của {0}</source>
        <translation>Attach a scan of {0}</translation>
    </message>
</context>
<context>
    <name>PaperLines</name>
    <message>
        <source>Bản chính</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Tên giấy tờ</source>
        <translation>Name of the paper</translation>
    </message>
    <message>
        <source>Tên giấy tờ {0}</source>
        <translation>Name of the paper {0}</translation>
    </message>
    <message>
        <source>Số bản chính {0}</source>
        <translation>Originals of {0}</translation>
    </message>
    <message>
        <source>Số bản sao {0}</source>
        <translation>Copies of {0}</translation>
    </message>
</context>
<context>
    <name>PaperRow</name>
    <message>
        <source>đã xuất trình</source>
        <translation>shown</translation>
    </message>
    <message>
        <source>chưa xuất trình</source>
        <translation>not shown yet</translation>
    </message>
    <message>
        <source>khai thác từ cơ sở dữ liệu</source>
        <translation>read from the database</translation>
    </message>
    <message>
        <source>%1 bản chính, %2 bản sao</source>
        <translation>%1 originals, %2 copies</translation>
    </message>
    <message>
        <source>không bắt buộc</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>mẫu %s</source>
        <translation>form %s</translation>
    </message>
    <message>
        <source>giấy tờ có giá, niêm phong riêng</source>
        <translation>paper of value, sealed apart</translation>
    </message>
    <message>
        <source>4 số cuối</source>
        <translation>last 4 digits</translation>
    </message>
    <message>
        <source>Bốn số cuối của giấy tờ đã xuất trình</source>
        <translation>Last four digits of the paper shown</translation>
    </message>
    <message>
        <source>Tên giấy tờ</source>
        <translation>Name of the paper</translation>
    </message>
</context>
<context>
    <name>PaperStep</name>
    <message>
        <source>Các bản in chưa xác nhận</source>
        <translation>Printed copies nobody has confirmed</translation>
    </message>
    <message>
        <source>Quét mã trên giấy, hoặc F9 nếu thấy giấy. Shift+F9: cách khác. Enter mở hồ sơ để in lại.</source>
        <translation>Scan the code on the paper, or F9 when you see it. Shift+F9: another way. Enter opens the dossier to print again.</translation>
    </message>
    <message>
        <source>Còn {0} bản in chưa rõ đã ra giấy, hoặc phiếu viết tay chưa có số.</source>
        <translation>Copies nobody has confirmed, or written pads without a number: {0}.</translation>
    </message>
    <message>
        <source>Mọi bản in trong ngày đã rõ.</source>
        <translation>All copies of the day are accounted for.</translation>
    </message>
    <message>
        <source>F12 Giấy đã ra</source>
        <translation>F12 The paper is there</translation>
    </message>
    <message>
        <source>Máy in hỏng, mai in lại</source>
        <translation>The printer is broken, to be printed tomorrow</translation>
    </message>
    <message>
        <source>Người dân đã cầm giấy về</source>
        <translation>The citizen has taken the paper along</translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message>
        <source>Đủ %1/%2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Ctrl+D  Đủ cả</source>
        <translation>Ctrl+D  All there</translation>
    </message>
    <message>
        <source>Đánh dấu đủ mọi giấy tờ bắt buộc</source>
        <translation>Tick every required paper as complete</translation>
    </message>
    <message>
        <source>Thêm giấy tờ khác</source>
        <translation>Add another paper</translation>
    </message>
    <message>
        <source>Giấy tờ phải nộp</source>
        <translation>Papers to hand in</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Giấy tờ xuất trình</source>
        <translation>Papers to show</translation>
    </message>
    <message>
        <source>Khai thác từ cơ sở dữ liệu, không phải nộp</source>
        <translation>Read from the database, not to be handed in</translation>
    </message>
    <message>
        <source>Giấy tờ cần nộp hiện ở đây</source>
        <translation>The papers needed will stand here</translation>
    </message>
    <message>
        <source>Chọn thủ tục ở cột bên trái, hoặc quét mã thủ tục.</source>
        <translation>Choose a procedure on the left, or scan its code.</translation>
    </message>
</context>
<context>
    <name>PapersView</name>
    <message>
        <source>Các bản in chưa xác nhận</source>
        <translation>Copies not confirmed</translation>
    </message>
    <message>
        <source>Mọi bản in hôm nay đã rõ</source>
        <translation>All of today&apos;s copies are settled</translation>
    </message>
    <message>
        <source>Bản in nào chưa ai xác nhận giấy đã ra, hoặc phiếu in sẵn chưa nhập số, sẽ hiện ở đây.</source>
        <translation>Copies whose paper nobody has confirmed, and pads without their number, will stand here.</translation>
    </message>
    <message>
        <source>Shift+F9: cách khác.</source>
        <translation>Shift+F9: another way.</translation>
    </message>
    <message>
        <source>Hôm nay: {0} bản chưa xác nhận giấy đã ra, {1} bản in lại; {2} phiếu viết tay chưa có số.</source>
        <translation>Today: {0} copies not confirmed, {1} reprints; {2} written pads without a number.</translation>
    </message>
    <message>
        <source>F12 Giấy đã ra</source>
        <translation>F12 The paper came out</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>Người làm việc</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Chỉ trưởng bưu cục thêm người và cấp lại mã PIN.</source>
        <translation>Only the branch manager adds people and gives new PINs.</translation>
    </message>
    <message>
        <source>Họ và tên người mới</source>
        <translation>Name of the new person</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Thêm người</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Giao dịch viên</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Trưởng bưu cục</source>
        <translation>Branch manager</translation>
    </message>
    <message>
        <source>chưa đổi mã PIN</source>
        <translation>PIN not changed yet</translation>
    </message>
    <message>
        <source>Cấp lại mã PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>Cấp lại mã PIN cho {0}</source>
        <translation>New PIN for {0}</translation>
    </message>
    <message>
        <source>Mã PIN dùng một lần của {0}. Hãy đưa tận tay; người ấy sẽ đặt mã riêng ở lần vào đầu tiên.</source>
        <translation>One-time PIN of {0}. Hand it over in person; it is replaced by their own at the first log-in.</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Ngày chưa đúng. Gõ ngày/tháng/năm.</source>
        <translation>Not a date. Type day/month/year.</translation>
    </message>
    <message>
        <source>Người có hồ sơ</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Nộp thay</source>
        <translation>By representative</translation>
    </message>
    <message>
        <source>Người ở quầy nộp thay cho người có hồ sơ</source>
        <translation>The person at the desk acts for the applicant</translation>
    </message>
    <message>
        <source>Người nộp thay</source>
        <translation>Representative</translation>
    </message>
    <message>
        <source>Giấy ủy quyền</source>
        <translation>Power of attorney</translation>
    </message>
    <message>
        <source>Giấy giới thiệu</source>
        <translation>Letter of introduction</translation>
    </message>
    <message>
        <source>Quan hệ ruột thịt, không cần ủy quyền</source>
        <translation>Close relative, no authority needed</translation>
    </message>
    <message>
        <source>Giấy ủy quyền hoặc quan hệ</source>
        <translation>Authority or kinship</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>từ thẻ</source>
        <translation>from the card</translation>
    </message>
    <message>
        <source>từ hồ sơ trước</source>
        <translation>from an earlier dossier</translation>
    </message>
    <message>
        <source>Ngày chưa đúng. Gõ ngày/tháng/năm, ví dụ 01/02/1990.</source>
        <translation>Not a date. Type day/month/year, for example 01/02/1990.</translation>
    </message>
    <message>
        <source>Chưa có xã, phường này. Hãy chọn trong danh sách.</source>
        <translation>There is no such commune or ward. Choose one from the list.</translation>
    </message>
    <message>
        <source>Chữ có dấu có thể sai khi quét. So với thẻ, sửa nếu cần, rồi Enter.</source>
        <translation>Marked letters may be wrong after a scan. Compare with the card, mend if needed, then Enter.</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Tên tổ chức</source>
        <translation>Name of the organisation</translation>
    </message>
    <message>
        <source>Cá nhân</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Khác</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Căn cước</source>
        <translation>Citizen card</translation>
    </message>
    <message>
        <source>Hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>CMND cũ</source>
        <translation>Old identity card</translation>
    </message>
    <message>
        <source>Mã số thuế</source>
        <translation>Tax code</translation>
    </message>
    <message>
        <source>Loại giấy tờ</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>Số giấy tờ</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Born on</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Xã, phường</source>
        <translation>Commune, ward</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Dân tộc</source>
        <translation>Ethnicity</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Kind of person</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Gõ tên xã</source>
        <translation>Type the commune</translation>
    </message>
</context>
<context>
    <name>ProcedureCard</name>
    <message>
        <source>Hay dùng</source>
        <translation>Often used</translation>
    </message>
    <message>
        <source>Tìm thấy</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Không thấy thủ tục khớp “%s”. Thử tên không dấu, chữ cái đầu (dkks) hoặc mã (1.001193).</source>
        <translation>No procedure matches “%s”. Try the name without marks, initials (dkks) or the code (1.001193).</translation>
    </message>
    <message>
        <source>Chưa có thủ tục nào trong danh mục của quầy.</source>
        <translation>The counter&apos;s catalogue holds no procedures yet.</translation>
    </message>
    <message>
        <source>Khi trả kết quả, cả hai bên phải có mặt.</source>
        <translation>Both parties must be present when the result is handed over.</translation>
    </message>
    <message>
        <source>Hẹn trả %s</source>
        <translation>Due %s</translation>
    </message>
    <message>
        <source>Ngày hẹn trả: cơ quan giải quyết báo khi tiếp nhận</source>
        <translation>Due date: the agency tells it when it accepts</translation>
    </message>
    <message>
        <source> · không thu phí, lệ phí</source>
        <translation> · no fees or charges</translation>
    </message>
    <message>
        <source>Thời hạn %s</source>
        <translation>Time %s</translation>
    </message>
    <message>
        <source>Thủ tục này chưa có danh mục giấy tờ tại quầy: ghi từng giấy tờ nhận.</source>
        <translation>This procedure has no list of papers here: write down each paper received.</translation>
    </message>
    <message>
        <source>Nhận sau %s hoặc ngày nghỉ: trả ngày làm việc tiếp theo</source>
        <translation>Received after %s or on a day off: due the next working day</translation>
    </message>
    <message>
        <source>Tính theo ngày làm việc, không kể ngày nhận</source>
        <translation>Counted in working days, without the day of receipt</translation>
    </message>
    <message>
        <source>Tính theo ngày lịch, không kể ngày nhận</source>
        <translation>Counted in calendar days, without the day of receipt</translation>
    </message>
    <message>
        <source>Hết hạn vào ngày nghỉ nên dời sang ngày làm việc tiếp theo</source>
        <translation>Ends on a day off, so moved to the next working day</translation>
    </message>
    <message>
        <source>Tính theo tháng</source>
        <translation>Counted in months</translation>
    </message>
    <message>
        <source>Tính theo giờ làm việc từ lúc nhận</source>
        <translation>Counted in working hours from receipt</translation>
    </message>
    <message>
        <source>Mỗi ngày làm việc tính 8 giờ từ lúc nhận</source>
        <translation>Each working day counts 8 hours from receipt</translation>
    </message>
    <message>
        <source>Trả trong ngày nếu nhận trước %s</source>
        <translation>The same day if received before %s</translation>
    </message>
    <message>
        <source>cơ quan giải quyết ấn định</source>
        <translation>set by the agency</translation>
    </message>
    <message>
        <source>%n giờ làm việc</source>
        <translation>%n working hours</translation>
    </message>
    <message>
        <source>%n ngày làm việc</source>
        <translation>%n working days</translation>
    </message>
    <message>
        <source>%n ngày</source>
        <translation>%n days</translation>
    </message>
    <message>
        <source>%n tháng</source>
        <translation>%n months</translation>
    </message>
    <message>
        <source>Trực tiếp</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Tìm tên, dkks hoặc mã</source>
        <translation>Name, dkks or code</translation>
    </message>
    <message>
        <source>Tìm thủ tục</source>
        <translation>Find a procedure</translation>
    </message>
    <message>
        <source>Danh sách thủ tục</source>
        <translation>Procedures</translation>
    </message>
    <message>
        <source>Trường hợp</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Cách nộp</source>
        <translation>Way of filing</translation>
    </message>
</context>
<context>
    <name>ProofStep</name>
    <message>
        <source>In giấy chứng nhận</source>
        <translation>Print the certificate</translation>
    </message>
    <message>
        <source>Xem chỗ khác nhau ở F5</source>
        <translation>See the differences on F5</translation>
    </message>
    <message>
        <source>Máy hỏi tỉnh từng hồ sơ đã gửi trong ngày. Chỗ nào thiếu máy tự gửi lại.</source>
        <translation>The province is asked about every dossier sent on this day. What it lacks is sent again by itself.</translation>
    </message>
    <message>
        <source>Đã hỏi tỉnh</source>
        <translation>Asked the province</translation>
    </message>
    <message>
        <source>{0} hồ sơ</source>
        <translation>{0} dossiers</translation>
    </message>
    <message>
        <source>Khớp</source>
        <translation>Matching</translation>
    </message>
    <message>
        <source>Khác hoặc thiếu</source>
        <translation>Different or missing</translation>
    </message>
    <message>
        <source>Chưa hỏi được</source>
        <translation>Could not be asked</translation>
    </message>
    <message>
        <source>Đang đối chiếu…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>Chưa đối chiếu: {0} hồ sơ đã gửi trong ngày.</source>
        <translation>Not compared yet: {0} dossiers sent on this day.</translation>
    </message>
    <message>
        <source>Trong ngày chưa có hồ sơ nào gửi xong, nên không có gì để đối chiếu.</source>
        <translation>No dossier was fully sent on this day, so there is nothing to compare.</translation>
    </message>
    <message>
        <source>F12 Đối chiếu</source>
        <translation>F12 Compare</translation>
    </message>
    <message>
        <source>Không có mạng</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>Chỗ khác nhau máy đang gửi lại</source>
        <translation>What differs is being sent again</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Hàng đợi</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Gửi ngay mọi mục đang chờ</source>
        <translation>Send everything that waits now</translation>
    </message>
    <message>
        <source>Mở hồ sơ của mục đang chọn để sửa</source>
        <translation>Open the chosen item&apos;s dossier to mend it</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Choose all</translation>
    </message>
    <message>
        <source>Thử kết nối</source>
        <translation>Test the connection</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Xuất CSV</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>Xuất JSON</source>
        <translation>Save as JSON</translation>
    </message>
    <message>
        <source>Sửa ở F3</source>
        <translation>Mend in F3</translation>
    </message>
    <message>
        <source>Đang gửi…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Đang hỏi hệ thống một cửa…</source>
        <translation>Asking the one-stop system…</translation>
    </message>
    <message>
        <source>Kết nối tốt: hệ thống một cửa trả lời và nhận ra quầy này.</source>
        <translation>The connection is good: the one-stop system answers and knows this counter.</translation>
    </message>
    <message>
        <source>{0} {1} mục bị trả lại, cần xử lý.</source>
        <translation>{0} {1} items came back and need care.</translation>
    </message>
    <message>
        <source>Chưa gửi xong</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Làm việc chính của danh sách đang mở: gửi lại, đối chiếu, ghi ra USB</source>
        <translation>Does what the open list is for: send again, compare, write to USB</translation>
    </message>
    <message>
        <source>Ở danh sách giấy in: máy in khác, tệp PDF, phiếu in sẵn</source>
        <translation>In the list of papers: another printer, a PDF file, the pad</translation>
    </message>
    <message>
        <source>Mạng tính tiền: chưa gửi bản quét</source>
        <translation>The line costs money: hold scans back</translation>
    </message>
    <message>
        <source>Từ bây giờ chỉ gửi hồ sơ; bản quét đợi đến khi bỏ chọn.</source>
        <translation>From now on only dossiers are sent; scans wait until this is switched off.</translation>
    </message>
    <message>
        <source>Bản quét gửi tiếp.</source>
        <translation>Scans are sent again.</translation>
    </message>
    <message>
        <source>Đã gửi {0} mục{1}.</source>
        <translation>{0} items sent{1}.</translation>
    </message>
    <message>
        <source>, {0} trong {1}</source>
        <translation>, {0} in {1}</translation>
    </message>
    <message>
        <source>Bản quét</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Đối chiếu</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Các lần gửi</source>
        <translation>Sendings</translation>
    </message>
    <message>
        <source>Giấy in</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Gửi bằng USB</source>
        <translation>Send by USB</translation>
    </message>
    <message>
        <source>{0} mục cần người xử lý.</source>
        <translation>{0} items need somebody.</translation>
    </message>
    <message>
        <source>Chờ gửi {0} mục.</source>
        <translation>{0} items wait to be sent.</translation>
    </message>
    <message>
        <source>Trong đó {0} mục đợi cơ quan cấp mã.</source>
        <translation>{0} of them wait for the agency&apos;s code.</translation>
    </message>
    <message>
        <source>Cũ nhất từ {0} ({1}).</source>
        <translation>The oldest since {0} ({1}).</translation>
    </message>
    <message>
        <source>Mọi hồ sơ đã gửi xong.</source>
        <translation>Everything is sent.</translation>
    </message>
    <message>
        <source>Hệ thống trả lời lần cuối {0}.</source>
        <translation>The system last answered {0}.</translation>
    </message>
    <message>
        <source>Quầy chưa khai báo hệ thống một cửa.</source>
        <translation>The counter names no one-stop system.</translation>
    </message>
    <message>
        <source>Chưa lần nào nghe được hệ thống trả lời.</source>
        <translation>The system has never been heard.</translation>
    </message>
    <message>
        <source>Mở ở F3</source>
        <translation>Open in F3</translation>
    </message>
</context>
<context>
    <name>ReadyList</name>
    <message>
        <source>Kết quả chờ trả</source>
        <translation>Results to hand over</translation>
    </message>
    <message>
        <source>Qua bưu điện</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Tại quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Quét mã trên giấy hẹn của người dân để bắt đầu</source>
        <translation>Scan the code on the citizen&apos;s receipt to begin</translation>
    </message>
    <message>
        <source>{0} kết quả chờ trả</source>
        <translation>{0} results to hand over</translation>
    </message>
    <message>
        <source>Không có kết quả chờ trả nào khớp</source>
        <translation>No result to hand over matches</translation>
    </message>
    <message>
        <source>Kết quả có thể chưa về quầy: quét mã trên giấy hẹn để xem hồ sơ đang ở đâu.</source>
        <translation>The result may not be here yet: scan the receipt to see where the dossier is.</translation>
    </message>
    <message>
        <source>Quét mã trên giấy hẹn của người dân</source>
        <translation>Scan the code on the citizen&apos;s receipt</translation>
    </message>
    <message>
        <source>Chưa có kết quả nào chờ trả. Kết quả ghi nhận về quầy sẽ hiện ở đây, kèm số điện thoại để gọi.</source>
        <translation>No results wait. A result that is noted as arrived will stand here, with the telephone number to call.</translation>
    </message>
</context>
<context>
    <name>ReasonLine</name>
    <message>
        <source>Gõ lý do trong vài chữ; lý do được in trong báo cáo.</source>
        <translation>Type the reason in a few words; it is printed in the report.</translation>
    </message>
</context>
<context>
    <name>ReasonStrip</name>
    <message>
        <source>F12 Hủy bảng kê</source>
        <translation>F12 Cancel the manifest</translation>
    </message>
    <message>
        <source>F12 Mở niêm phong</source>
        <translation>F12 Break the seal</translation>
    </message>
    <message>
        <source>F12 In lại</source>
        <translation>F12 Reprint</translation>
    </message>
    <message>
        <source>F12 Ghi đính chính</source>
        <translation>F12 Record the correction</translation>
    </message>
    <message>
        <source>Hủy bảng kê</source>
        <translation>Cancel the manifest</translation>
    </message>
    <message>
        <source>Mọi hồ sơ trở về chỗ cũ. Số bảng kê này không dùng lại. Esc để thôi.</source>
        <translation>All dossiers go back to where they were. This number is not used again. Esc leaves it.</translation>
    </message>
    <message>
        <source>Mở niêm phong</source>
        <translation>Break the seal</translation>
    </message>
    <message>
        <source>Số niêm phong cũ không dùng lại và được ghi trên biên bản. Esc để thôi.</source>
        <translation>The old seal numbers are not used again and stand on the paper. Esc leaves it.</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Giấy sẽ ghi là bản in lại. Esc để thôi.</source>
        <translation>The paper will say that it is a reprint. Esc leaves it.</translation>
    </message>
    <message>
        <source>Đính chính dòng đang chọn</source>
        <translation>Correct the chosen line</translation>
    </message>
    <message>
        <source>Biên bản đã ký giữ nguyên; điều tìm thấy sau đó ghi thêm vào đây. Esc để thôi.</source>
        <translation>The signed paper stays as it is; what was found later is added here. Esc leaves it.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copies</translation>
    </message>
</context>
<context>
    <name>ReceivePage</name>
    <message>
        <source>In lại tại quầy theo yêu cầu</source>
        <translation>Printed again at the counter on request</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Lưu và in; thiếu giấy tờ thì in phiếu yêu cầu bổ sung</source>
        <translation>Store and print; with papers missing, print the supplement slip</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Tìm thủ tục</source>
        <translation>Find a procedure</translation>
    </message>
    <message>
        <source>Thủ tục hay dùng</source>
        <translation>Procedures often used</translation>
    </message>
    <message>
        <source>Đủ mọi giấy tờ bắt buộc</source>
        <translation>All required papers are there</translation>
    </message>
    <message>
        <source>Phím cách</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Đánh dấu giấy tờ đang chọn đủ số bản</source>
        <translation>Tick the chosen paper as complete</translation>
    </message>
    <message>
        <source>Thêm, bớt một bản; ← → chọn bản chính hay bản sao</source>
        <translation>One copy more or less; ← → choose originals or copies</translation>
    </message>
    <message>
        <source>Cùng người, thủ tục khác</source>
        <translation>Same person, another procedure</translation>
    </message>
    <message>
        <source>In lại giấy vừa in</source>
        <translation>Print the last papers again</translation>
    </message>
    <message>
        <source>Giấy đã ra (hoặc quét mã trên giấy)</source>
        <translation>The paper came out (or scan its code)</translation>
    </message>
    <message>
        <source>Giấy không ra: máy in khác, tệp PDF, phiếu in sẵn</source>
        <translation>No paper: another printer, a PDF file, the pad</translation>
    </message>
    <message>
        <source>Sang ô tiếp theo</source>
        <translation>To the next field</translation>
    </message>
    <message>
        <source>Quay lại; nhấn hai lần để xóa hồ sơ đang nhập</source>
        <translation>Go back; twice clears the form</translation>
    </message>
    <message>
        <source>Nhấn Esc lần nữa để xóa hồ sơ đang nhập.</source>
        <translation>Press Esc once more to clear the form.</translation>
    </message>
    <message>
        <source>Hồ sơ đang nhập chưa lưu: F12 để lưu, hoặc Esc hai lần để xóa.</source>
        <translation>This dossier is not stored: F12 stores it, Esc twice clears it.</translation>
    </message>
    <message>
        <source>Đã điền từ hồ sơ trước tại quầy này. Hãy hỏi lại số điện thoại và địa chỉ.</source>
        <translation>Filled in from an earlier dossier here. Ask again for telephone and address.</translation>
    </message>
    <message>
        <source>Thẻ này khác người đang nhập. Quét lần nữa để thay; bật “Nộp thay” nếu là người nộp thay.</source>
        <translation>This card is of somebody else. Scan it again to replace; turn on “By representative” if this is the representative.</translation>
    </message>
    <message>
        <source>Tiếp phiếu {0}. Đã yêu cầu bổ sung: {1}.</source>
        <translation>Follows slip {0}. Asked for: {1}.</translation>
    </message>
    <message>
        <source>Chưa chọn thủ tục. Gõ vài chữ để tìm, hoặc nhấn Alt+1 đến Alt+9.</source>
        <translation>No procedure chosen. Type a few letters, or press Alt+1 to Alt+9.</translation>
    </message>
    <message>
        <source>Người này đã nộp thủ tục này tại quầy trong 30 ngày qua: {0}. Quầy khác chưa kiểm tra được.</source>
        <translation>This person filed this procedure here within 30 days: {0}. Other counters could not be asked.</translation>
    </message>
    <message>
        <source>Vừa lưu {0}</source>
        <translation>Stored {0}</translation>
    </message>
    <message>
        <source>Chưa lưu. Cần xem lại: {0}.</source>
        <translation>Not stored. Look again at: {0}.</translation>
    </message>
    <message>
        <source>Hãy ghi lý do từ chối: phiếu không có lý do thì không in được.</source>
        <translation>Write the reason: a refusal without one cannot be printed.</translation>
    </message>
    <message>
        <source>Đã khôi phục hồ sơ đang nhập dở lúc {0}. Nhấn Esc hai lần để xóa.</source>
        <translation>The form left at {0} is back. Press Esc twice to clear it.</translation>
    </message>
    <message>
        <source>Có hồ sơ nhập dở từ phiên bản trước nhưng không đọc lại được. Hãy nhập lại.</source>
        <translation>A form left by an earlier version could not be read. Please enter it again.</translation>
    </message>
    <message>
        <source>Đang lưu…</source>
        <translation>Storing…</translation>
    </message>
    <message>
        <source>F12 In phiếu từ chối</source>
        <translation>F12 Print the refusal slip</translation>
    </message>
    <message>
        <source>F12 In phiếu yêu cầu bổ sung</source>
        <translation>F12 Print the supplement slip</translation>
    </message>
    <message>
        <source>F12 Lưu và in</source>
        <translation>F12 Store and print</translation>
    </message>
    <message>
        <source>Shift+F12 Từ chối</source>
        <translation>Shift+F12 Refuse</translation>
    </message>
</context>
<context>
    <name>RecipientCard</name>
    <message>
        <source>đúng người nhận</source>
        <translation>the right recipient</translation>
    </message>
    <message>
        <source>xác nhận hai bên có mặt</source>
        <translation>that both parties are present</translation>
    </message>
    <message>
        <source>giấy tờ của người nhận</source>
        <translation>the recipient&apos;s identity paper</translation>
    </message>
    <message>
        <source>giấy ủy quyền và người được ủy quyền</source>
        <translation>the authority and who holds it</translation>
    </message>
    <message>
        <source>Chưa điền mục này.</source>
        <translation>This is not filled in.</translation>
    </message>
    <message>
        <source>Quét thẻ, hoặc gõ 4 số cuối của giấy tờ đang cầm trên tay.</source>
        <translation>Scan the card, or type the last 4 digits of the paper in your hand.</translation>
    </message>
    <message>
        <source>1. Người nhận</source>
        <translation>1. Recipient</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Người được ủy quyền</source>
        <translation>Authorised person</translation>
    </message>
    <message>
        <source>Thủ tục này phải trả kết quả khi cả hai bên cùng có mặt. Kiểm tra cả hai thẻ.</source>
        <translation>This result is handed over with both parties present. Check both cards.</translation>
    </message>
    <message>
        <source>Cả hai bên đang có mặt, đã kiểm tra giấy tờ</source>
        <translation>Both parties are here, papers checked</translation>
    </message>
    <message>
        <source>4 số cuối của giấy tờ đã xem</source>
        <translation>Last 4 digits of the paper seen</translation>
    </message>
    <message>
        <source>Họ và tên người được ủy quyền</source>
        <translation>Name of the authorised person</translation>
    </message>
    <message>
        <source>4 số cuối giấy tờ</source>
        <translation>Last 4 digits of the identity paper</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Giấy ủy quyền</source>
        <translation>Power of attorney</translation>
    </message>
    <message>
        <source>Số giấy ủy quyền</source>
        <translation>Number of the authority</translation>
    </message>
    <message>
        <source>Ngày giấy ủy quyền</source>
        <translation>Date of the authority</translation>
    </message>
    <message>
        <source>Bưu tá đã phát tại nhà, người nhận đã ký</source>
        <translation>The postman delivered at home, the recipient signed</translation>
    </message>
    <message>
        <source>Là người đã nộp thay: {0}</source>
        <translation>The one who filed it: {0}</translation>
    </message>
    <message>
        <source>Chọn loại giấy…</source>
        <translation>Choose the paper…</translation>
    </message>
    <message>
        <source>Văn bản ủy quyền có chứng thực</source>
        <translation>Authenticated power of attorney</translation>
    </message>
    <message>
        <source>Văn bản ủy quyền của người thân ruột thịt</source>
        <translation>Authority of a close relative</translation>
    </message>
    <message>
        <source>Giấy giới thiệu của cơ quan, tổ chức</source>
        <translation>Letter of introduction of an organisation</translation>
    </message>
    <message>
        <source>Người đại diện theo pháp luật (giấy chứng nhận đăng ký)</source>
        <translation>Legal representative (registration certificate)</translation>
    </message>
    <message>
        <source>Máy quét có thể đọc sai dấu: so tên với thẻ.</source>
        <translation>The scanner may have lost marks: compare the name with the card.</translation>
    </message>
    <message>
        <source>Hồ sơ không ghi số giấy tờ của người nộp: so họ tên và ngày sinh với giấy tờ.</source>
        <translation>The dossier holds no identity number: compare name and date of birth with the paper.</translation>
    </message>
    <message>
        <source>Quét thẻ của người được ủy quyền, hoặc gõ họ tên và 4 số cuối.</source>
        <translation>Scan the authorised person&apos;s card, or type name and last 4 digits.</translation>
    </message>
    <message>
        <source>Đã quét thẻ. Kiểm tra giấy ủy quyền bản chính rồi ghi lại.</source>
        <translation>Card scanned. Check the original authority, then write it down.</translation>
    </message>
    <message>
        <source>Thẻ khớp với hồ sơ: {0}, số cuối {1}</source>
        <translation>The card agrees with the dossier: {0}, ends {1}</translation>
    </message>
    <message>
        <source>4 số cuối khớp với hồ sơ: {0}</source>
        <translation>The last 4 digits agree with the dossier: {0}</translation>
    </message>
    <message>
        <source>Quét thẻ căn cước của {0}</source>
        <translation>Scan the citizen card of {0}</translation>
    </message>
    <message>
        <source>Thẻ vừa quét không phải của {0}. Chưa ghi gì: đừng trao kết quả. Hãy quét đúng thẻ, hoặc ghi người được ủy quyền.</source>
        <translation>The scanned card is not of {0}. Nothing recorded: do not hand the result over. Scan the right card, or enter an authorised person.</translation>
    </message>
    <message>
        <source>Là người được ủy quyền</source>
        <translation>This is the authorised person</translation>
    </message>
</context>
<context>
    <name>RefusalStrip</name>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Ghi lý do cụ thể rồi nhấn F12 để in phiếu từ chối. Esc để quay lại hồ sơ.</source>
        <translation>Write the reason, then F12 prints the refusal slip. Esc goes back.</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason for refusal</translation>
    </message>
    <message>
        <source>Căn cứ pháp luật</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Thủ tục không thuộc thẩm quyền giải quyết của cơ quan này.</source>
        <translation>The procedure is not within this agency&apos;s competence.</translation>
    </message>
    <message>
        <source>Người yêu cầu không thuộc đối tượng thực hiện thủ tục.</source>
        <translation>The person is not one for whom this procedure is meant.</translation>
    </message>
    <message>
        <source>Giấy tờ bị tẩy xóa, sửa chữa nội dung.</source>
        <translation>Papers were erased or altered.</translation>
    </message>
</context>
<context>
    <name>RemittanceCard</name>
    <message>
        <source>Nộp tiền cho cơ quan</source>
        <translation>Remittances to agencies</translation>
    </message>
    <message>
        <source>Người nhận ở cơ quan</source>
        <translation>Received at the agency by</translation>
    </message>
    <message>
        <source>Số biên lai của cơ quan</source>
        <translation>Number of the agency&apos;s receipt</translation>
    </message>
    <message>
        <source>Nộp bằng</source>
        <translation>Remitted in</translation>
    </message>
    <message>
        <source>Tiền mặt</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Chuyển khoản</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Ghi đã nộp, in phiếu</source>
        <translation>Record and print the slip</translation>
    </message>
    <message>
        <source>Esc Thôi</source>
        <translation>Esc Cancel</translation>
    </message>
    <message>
        <source>Không còn tiền Nhà nước nào phải nộp.</source>
        <translation>None of the State&apos;s money is left to remit.</translation>
    </message>
    <message>
        <source>Đã thu và chưa nộp. Nộp lúc này thì phải đếm lại ngăn tiền Nhà nước.</source>
        <translation>Collected and not remitted yet. After remitting now, the State&apos;s drawer must be counted again.</translation>
    </message>
    <message>
        <source>Đã thu và chưa nộp. Nộp trước khi đếm; số tiền có trên phiếu nộp.</source>
        <translation>Collected and not remitted yet. Remit before counting; the sum stands on the slip.</translation>
    </message>
    <message>
        <source>In lại phiếu {0}: {1}</source>
        <translation>Print slip {0} again: {1}</translation>
    </message>
    <message>
        <source>Nộp cho {0}, kèm bảng kê {1}</source>
        <translation>To {0}, with manifest {1}</translation>
    </message>
    <message>
        <source>Nộp cho {0}</source>
        <translation>To {0}</translation>
    </message>
    <message>
        <source>Gõ tên người nhận tiền ở cơ quan.</source>
        <translation>Type the name of whoever receives the money at the agency.</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Mã băm của báo cáo, nối với báo cáo trước</source>
        <translation>Hash of the report, chained to the report before it</translation>
    </message>
    <message>
        <source>Ctrl+P In lại</source>
        <translation>Ctrl+P Print again</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Trang báo cáo</source>
        <translation>Page of the report</translation>
    </message>
    <message>
        <source>Báo cáo cuối ngày số {0} · ngày {1}</source>
        <translation>Report number {0} · {1}</translation>
    </message>
    <message>
        <source>Khóa lúc</source>
        <translation>Closed at</translation>
    </message>
    <message>
        <source>{0}, {1} ký</source>
        <translation>{0}, signed by {1}</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>{0} nhận, {1} trả</source>
        <translation>{0} received, {1} handed back</translation>
    </message>
    <message>
        <source>{0} còn lại</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>Còn chờ gửi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>{0} hồ sơ</source>
        <translation>{0} dossiers</translation>
    </message>
    <message>
        <source>Bước bỏ qua</source>
        <translation>Steps skipped</translation>
    </message>
    <message>
        <source>{0} Đã lưu tệp PDF.</source>
        <translation>{0} Saved as PDF.</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Báo cáo</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Chọn báo cáo</source>
        <translation>Choose a report</translation>
    </message>
    <message>
        <source>Mở danh sách hồ sơ của con số đang chọn; trong danh sách: mở hồ sơ ở F3</source>
        <translation>Open the list of dossiers behind the chosen figure; in a list: open the dossier in F3</translation>
    </message>
    <message>
        <source>Đi giữa các con số, các cột của biểu đồ</source>
        <translation>Go between figures and the bars of the chart</translation>
    </message>
    <message>
        <source>Xuất báo cáo ra tệp Excel</source>
        <translation>Export the report as an Excel file</translation>
    </message>
    <message>
        <source>Xuất báo cáo ra tệp PDF</source>
        <translation>Export the report as a PDF file</translation>
    </message>
    <message>
        <source>In báo cáo</source>
        <translation>Print the report</translation>
    </message>
    <message>
        <source>Về chỗ chọn thời gian</source>
        <translation>Go to the choice of period</translation>
    </message>
    <message>
        <source>Dừng xuất tệp hoặc dừng tính; từ danh sách về báo cáo</source>
        <translation>Stop writing a file or making a report; from a list back to the report</translation>
    </message>
    <message>
        <source>Việc cần làm</source>
        <translation>Work list</translation>
    </message>
    <message>
        <source>Chỉ số</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>Khối lượng</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Tiến độ</source>
        <translation>On time</translation>
    </message>
    <message>
        <source>Biểu II.06a</source>
        <translation>Table II.06a</translation>
    </message>
    <message>
        <source>Bưu chính</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Sổ theo dõi</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Dữ liệu mở</source>
        <translation>Open data</translation>
    </message>
    <message>
        <source>In báo cáo (Ctrl+P)</source>
        <translation>Print the report (Ctrl+P)</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Xuất báo cáo ra tệp PDF (Shift+F12)</source>
        <translation>Export the report as a PDF file (Shift+F12)</translation>
    </message>
    <message>
        <source>Có số liệu mới hơn. Báo cáo sẽ được tính lại khi trở về đó.</source>
        <translation>There are newer figures. The report is made anew when you go back to it.</translation>
    </message>
    <message>
        <source>Đang tính báo cáo…</source>
        <translation>Making the report…</translation>
    </message>
    <message>
        <source>Đã dừng tính. Bên dưới vẫn là báo cáo trước đó.</source>
        <translation>Stopped. Below is still the report before.</translation>
    </message>
    <message>
        <source>Đã dừng, không ghi tệp nào</source>
        <translation>Stopped; no file was written</translation>
    </message>
    <message>
        <source>Đã ghi {0}</source>
        <translation>Written: {0}</translation>
    </message>
    <message>
        <source>Mở thư mục</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>Đang ghi tệp…</source>
        <translation>Writing the file…</translation>
    </message>
    <message>
        <source>Đã ghi báo cáo vào tệp {0}.</source>
        <translation>The report was written to {0}.</translation>
    </message>
    <message>
        <source>{0} Bên cạnh là từ điển dữ liệu. Tệp không có tên người.</source>
        <translation>{0} Its data dictionary lies beside it. The file names nobody.</translation>
    </message>
    <message>
        <source>Đang lập trang in…</source>
        <translation>Making the pages…</translation>
    </message>
    <message>
        <source>Chọn thư mục để ghi báo cáo</source>
        <translation>Choose a folder for reports</translation>
    </message>
    <message>
        <source>F12 Xuất CSV</source>
        <translation>F12 Export CSV</translation>
    </message>
    <message>
        <source>F12 Xuất Excel</source>
        <translation>F12 Export Excel</translation>
    </message>
    <message>
        <source>Thư mục: {0}</source>
        <translation>Folder: {0}</translation>
    </message>
    <message>
        <source>In (Ctrl+P)</source>
        <translation>Print (Ctrl+P)</translation>
    </message>
    <message>
        <source>{0} hồ sơ quá hạn</source>
        <translation>{0} overdue</translation>
    </message>
    <message>
        <source>{0} hồ sơ sắp đến hạn</source>
        <translation>{0} due soon</translation>
    </message>
    <message>
        <source>{0} kết quả chờ người nhận</source>
        <translation>{0} waiting to be fetched</translation>
    </message>
    <message>
        <source>Hôm nay: {0}.</source>
        <translation>Today: {0}.</translation>
    </message>
    <message>
        <source>Hôm nay không có hồ sơ nào quá hạn, sắp đến hạn hay chờ trả.</source>
        <translation>Today nothing is overdue, due soon or waiting to be fetched.</translation>
    </message>
</context>
<context>
    <name>RoundsView</name>
    <message>
        <source>Các lần gửi</source>
        <translation>Sendings</translation>
    </message>
    <message>
        <source>Chưa gửi lần nào</source>
        <translation>Nothing sent yet</translation>
    </message>
    <message>
        <source>Mỗi lần gửi sẽ hiện ở đây, kèm dung lượng và thời gian trên mạng.</source>
        <translation>Each sending will stand here, with its bytes and its time on the line.</translation>
    </message>
    <message>
        <source>Hôm nay chưa gửi lần nào.</source>
        <translation>Nothing was sent today.</translation>
    </message>
    <message>
        <source>Hôm nay: {0} lần, {1} mục và {2} bản quét đã gửi, {3} trên mạng, {4}.</source>
        <translation>Today: {0} sendings, {1} items and {2} scans sent, {3} on the line, {4}.</translation>
    </message>
    <message>
        <source>{0} mục bị trả lại</source>
        <translation>{0} items came back</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Mục đã gửi</source>
        <translation>Items sent</translation>
    </message>
    <message>
        <source>Bản quét</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Dung lượng</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>Ended</translation>
    </message>
</context>
<context>
    <name>SavedCard</name>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Cách khác</source>
        <translation>Another way</translation>
    </message>
    <message>
        <source>Cách khác (Shift+F9): {0}</source>
        <translation>Another way (Shift+F9): {0}</translation>
    </message>
    <message>
        <source>Đang in</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Chưa in được</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>Hồ sơ đã lưu vẫn an toàn.</source>
        <translation>The stored dossier is safe.</translation>
    </message>
    <message>
        <source>Giấy tiếp nhận và hẹn trả</source>
        <translation>Receipt with due date</translation>
    </message>
    <message>
        <source>Phiếu yêu cầu bổ sung</source>
        <translation>Supplement slip</translation>
    </message>
    <message>
        <source>Phiếu từ chối</source>
        <translation>Refusal slip</translation>
    </message>
    <message>
        <source>Phiếu gửi hồ sơ</source>
        <translation>Consignment slip</translation>
    </message>
    <message>
        <source>Giấy thu tiền</source>
        <translation>Payment receipt</translation>
    </message>
    <message>
        <source>Quét thẻ hoặc gõ thủ tục để nhận hồ sơ tiếp theo. Ctrl+N: thủ tục khác của cùng người này.</source>
        <translation>Scan a card or type a procedure for the next dossier. Ctrl+N: another procedure of the same person.</translation>
    </message>
    <message>
        <source>Giấy in</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Đã lập phiếu yêu cầu bổ sung, chưa tiếp nhận</source>
        <translation>Supplement slip made, dossier not received</translation>
    </message>
    <message>
        <source>Đã từ chối tiếp nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Đã lưu</source>
        <translation>Stored</translation>
    </message>
    <message>
        <source>Hẹn trả %s</source>
        <translation>Due %s</translation>
    </message>
    <message>
        <source>Trả lại %s</source>
        <translation>Change %s</translation>
    </message>
</context>
<context>
    <name>ScanEntry</name>
    <message>
        <source>Quét hoặc gõ mã hồ sơ, Enter</source>
        <translation>Scan or type a dossier code, Enter</translation>
    </message>
    <message>
        <source>Dòng đang chọn: bản chính</source>
        <translation>Chosen line: originals</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Kết quả giải quyết</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Giấy tờ trả lại, không có kết quả</source>
        <translation>Papers returned, without a result</translation>
    </message>
    <message>
        <source>Cái quét tiếp theo là</source>
        <translation>What is scanned next is</translation>
    </message>
    <message>
        <source>Cơ quan từ chối hẳn, hồ sơ kết thúc</source>
        <translation>The agency refused it for good, the dossier ends</translation>
    </message>
    <message>
        <source>Lý do trả lại</source>
        <translation>Why it came back</translation>
    </message>
    <message>
        <source>Số của kết quả</source>
        <translation>Number of the result</translation>
    </message>
</context>
<context>
    <name>ScannerCard</name>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Phím máy quét gửi sau mỗi mã</source>
        <translation>Key the scanner sends after a code</translation>
    </message>
    <message>
        <source>Ký tự đứng trước mã</source>
        <translation>Characters before the code</translation>
    </message>
    <message>
        <source>Tự nhận (Enter, Tab hoặc không có)</source>
        <translation>Find out (Enter, Tab or none)</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Không có</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Như bàn phím (không dùng cổng)</source>
        <translation>As a keyboard (no port)</translation>
    </message>
    <message>
        <source>{0} (không thấy)</source>
        <translation>{0} (not found)</translation>
    </message>
    <message>
        <source>Chưa mở cổng {0}</source>
        <translation>Port {0} is not open yet</translation>
    </message>
    <message>
        <source>Không thấy {0}: cắm lại dây, quầy tự nối</source>
        <translation>{0} is not there: plug the cable in again, the counter reconnects by itself</translation>
    </message>
    <message>
        <source>{0} không cho mở: chương trình khác đang giữ, hoặc chưa được cấp quyền</source>
        <translation>{0} cannot be opened: another program holds it, or the right is missing</translation>
    </message>
    <message>
        <source>Đang nghe cổng {0}</source>
        <translation>Listening to port {0}</translation>
    </message>
    <message>
        <source>Thử máy quét</source>
        <translation>Try the scanner</translation>
    </message>
    <message>
        <source>Máy quét nối qua</source>
        <translation>The scanner is connected by</translation>
    </message>
    <message>
        <source>Tốc độ cổng (baud)</source>
        <translation>Port speed (baud)</translation>
    </message>
    <message>
        <source>Quét một thẻ hay một mã bất kỳ, để bộ gõ tiếng Việt đang bật: kết quả hiện ở đây. Quét sai thì bấm “Thử máy quét” để biết vì sao.</source>
        <translation>Scan any card or code, with the Vietnamese input method on: the result stands here. If it is wrong, “Try the scanner” tells why.</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Không nhận ra</source>
        <translation>Not recognised</translation>
    </message>
    <message>
        <source>Mã</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Thẻ căn cước</source>
        <translation>Citizen card</translation>
    </message>
    <message>
        <source>Thẻ căn cước; chữ có dấu bị hỏng, chỉ tin các chữ số</source>
        <translation>Citizen card; marked letters are broken, trust the digits only</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Thẻ bảo hiểm y tế</source>
        <translation>Health insurance card</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Mã bưu gửi</source>
        <translation>Postal item</translation>
    </message>
    <message>
        <source>Mã thủ tục</source>
        <translation>Procedure code</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
</context>
<context>
    <name>ScannerTrial</name>
    <message>
        <source>Máy quét đọc đúng từng chữ</source>
        <translation>The scanner reads every letter right</translation>
    </message>
    <message>
        <source>Mã vạch tới đúng. Quét thêm mẫu vuông để thử chữ có dấu của thẻ căn cước.</source>
        <translation>Bars arrive right. Scan the square too, to try the marked letters of a citizen card.</translation>
    </message>
    <message>
        <source>Chữ có dấu của thẻ căn cước tới đúng. Không cần chỉnh gì.</source>
        <translation>The marked letters of a citizen card arrive right. Nothing to adjust.</translation>
    </message>
    <message>
        <source>Không nhận được gì</source>
        <translation>Nothing arrived</translation>
    </message>
    <message>
        <source>Bộ gõ đang sửa chữ</source>
        <translation>The input method rewrites the letters</translation>
    </message>
    <message>
        <source>Bàn phím không phải US</source>
        <translation>The keyboard is not US</translation>
    </message>
    <message>
        <source>Phím Caps Lock đang bật</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>Máy quét không gửi Enter</source>
        <translation>The scanner sends no Enter</translation>
    </message>
    <message>
        <source>Máy quét gửi chậm quá</source>
        <translation>The scanner sends too slowly</translation>
    </message>
    <message>
        <source>Thiếu ký tự</source>
        <translation>Letters are missing</translation>
    </message>
    <message>
        <source>Có ký tự lạ đứng trước mã</source>
        <translation>Strange characters before the code</translation>
    </message>
    <message>
        <source>Chữ có dấu bị hỏng</source>
        <translation>Letters with marks are broken</translation>
    </message>
    <message>
        <source>Không phải mẫu thử</source>
        <translation>Not a test pattern</translation>
    </message>
    <message>
        <source>Bộ gõ đang sửa chữ: Telex hay VNI coi chữ của máy quét là dấu. Tắt bộ gõ khi quét, hoặc chuyển máy quét sang cổng COM; mã hồ sơ vẫn đọc được, tên trên thẻ thì phải so lại.</source>
        <translation>The input method rewrites the letters: Telex or VNI takes the scanner&apos;s for marks. Switch it off while scanning, or set the scanner to a COM port; dossier codes are read all the same, names on cards must be compared.</translation>
    </message>
    <message>
        <source>Bàn phím không phải US: phím của máy quét ra chữ khác. Chọn bàn phím English (US) trong Windows, hoặc quét mã cài đặt “USA keyboard” trong sách của máy quét.</source>
        <translation>The keyboard is not US: the scanner&apos;s keys make other letters. Choose English (US) in Windows, or scan the setting “USA keyboard” in the scanner&apos;s book.</translation>
    </message>
    <message>
        <source>Phím Caps Lock đang bật nên chữ hoa thành chữ thường. Tắt Caps Lock rồi quét lại.</source>
        <translation>Caps Lock is on, so capitals become small letters. Switch it off, then scan again.</translation>
    </message>
    <message>
        <source>Máy quét không gửi Enter sau mã như đã chọn. Quét mã cài đặt “Add Enter (CR) suffix” trong sách của máy quét, hoặc chọn “Không có” ở trên.</source>
        <translation>The scanner does not send the Enter that was chosen. Scan the setting “Add Enter (CR) suffix” in its book, or choose “None” above.</translation>
    </message>
    <message>
        <source>Máy quét gửi chậm quá: cách nhau tới {0} ms, quầy tưởng là người gõ. Đặt “inter-character delay” của máy quét về 0, hoặc dùng cổng COM.</source>
        <translation>The scanner sends too slowly: up to {0} ms between letters, so the counter takes it for a person. Set its “inter-character delay” to 0, or use a COM port.</translation>
    </message>
    <message>
        <source>Thiếu ký tự trên đường tới máy tính. Cắm máy quét thẳng vào máy (không qua bộ chia USB), đặt “inter-character delay” 5–10 ms, rồi quét lại.</source>
        <translation>Letters are lost on the way. Plug the scanner straight into the computer (no USB hub), set its “inter-character delay” to 5–10 ms, then scan again.</translation>
    </message>
    <message>
        <source>Máy quét gửi “{0}” trước mã. Gõ đúng ký tự ấy vào ô “Ký tự đứng trước mã” ở trên, hoặc bỏ tiền tố trong máy quét.</source>
        <translation>The scanner sends “{0}” before the code. Type just that into “Characters before the code” above, or switch the prefix off in the scanner.</translation>
    </message>
    <message>
        <source>Chữ có dấu bị hỏng, chữ số vẫn đúng. Chuyển máy quét sang cổng COM (USB-COM) rồi chọn cổng ở trên; chưa chuyển được thì tên trên thẻ phải so lại bằng mắt.</source>
        <translation>Letters with marks are broken, figures are right. Set the scanner to a COM port (USB-COM) and choose it above; until then compare names on cards by eye.</translation>
    </message>
    <message>
        <source>Vừa quét một mã khác. Hãy quét một trong hai mẫu đang hiện ở đây hoặc trên tờ in thử.</source>
        <translation>That was another code. Scan one of the two patterns shown here or on the test print.</translation>
    </message>
    <message>
        <source>Không nhận được chữ nào. Xem dây cắm, đèn của máy quét, rồi quét lại.</source>
        <translation>Nothing arrived. See to the scanner&apos;s cable and light, then scan again.</translation>
    </message>
    <message>
        <source>Mẫu mã vạch</source>
        <translation>Bar pattern</translation>
    </message>
    <message>
        <source>Mẫu như thẻ căn cước</source>
        <translation>Pattern like a citizen card</translation>
    </message>
</context>
<context>
    <name>ScansCard</name>
    <message>
        <source>Bản quét giấy tờ</source>
        <translation>Scan of a paper</translation>
    </message>
    <message>
        <source>PDF hoặc JPEG, tối đa 6 MB mỗi tệp (không bắt buộc). Hồ sơ không phải đợi bản quét.</source>
        <translation>PDF or JPEG, 6 MB a file at most (optional). The dossier does not wait for its scans.</translation>
    </message>
    <message>
        <source>Chọn bản quét</source>
        <translation>Choose a scan</translation>
    </message>
    <message>
        <source>Bản quét (*.pdf *.jpg *.jpeg)</source>
        <translation>Scans (*.pdf *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Đã đính kèm bản quét</source>
        <translation>Scan attached</translation>
    </message>
</context>
<context>
    <name>ScansView</name>
    <message>
        <source>Các bản quét giấy tờ</source>
        <translation>Scans of papers</translation>
    </message>
    <message>
        <source>Chưa có bản quét nào</source>
        <translation>No scans yet</translation>
    </message>
    <message>
        <source>Đính kèm bản quét ở F3, trong thẻ hồ sơ. Hồ sơ gửi đi trước, bản quét theo sau.</source>
        <translation>Attach scans in F3, on the dossier&apos;s card. Dossiers go first, scans follow.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ai xử lý</source>
        <translation>Who acts</translation>
    </message>
    <message>
        <source>Nơi nhận trả lời</source>
        <translation>The other side&apos;s answer</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>F12 Gửi lại bản quét</source>
        <translation>F12 Send the scans again</translation>
    </message>
    <message>
        <source>Đã đưa {0} bản quét vào hàng đợi</source>
        <translation>{0} scans put back in the queue</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Dung lượng</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Nơi nhận đã có lúc {0}</source>
        <translation>The other side has had it since {0}</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Tra cứu</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Về ô tìm</source>
        <translation>To the search box</translation>
    </message>
    <message>
        <source>Từ ô tìm xuống danh sách</source>
        <translation>From the search box to the list</translation>
    </message>
    <message>
        <source>Mở hồ sơ đang chọn</source>
        <translation>Open the chosen dossier</translation>
    </message>
    <message>
        <source>In lại giấy của hồ sơ đang mở</source>
        <translation>Print a paper of the open dossier again</translation>
    </message>
    <message>
        <source>Giấy đã ra (hoặc quét mã trên giấy)</source>
        <translation>The paper came out (or scan its code)</translation>
    </message>
    <message>
        <source>Giấy không ra: máy in khác, tệp PDF, phiếu in sẵn</source>
        <translation>No paper: another printer, a PDF file, the pad</translation>
    </message>
    <message>
        <source>Ghi việc đang mở</source>
        <translation>Record what is open</translation>
    </message>
    <message>
        <source>Bỏ việc đang mở, đóng hồ sơ, xóa ô tìm</source>
        <translation>Leave what is open, close the dossier, clear the search</translation>
    </message>
    <message>
        <source>Mã hồ sơ, số điện thoại, số cuối, hoặc tên không cần dấu</source>
        <translation>Dossier code, telephone, last digits, or name without marks</translation>
    </message>
    <message>
        <source>Tìm hồ sơ</source>
        <translation>Find dossiers</translation>
    </message>
    <message>
        <source>Các hồ sơ tìm thấy</source>
        <translation>Dossiers found</translation>
    </message>
    <message>
        <source>Nhận hôm nay</source>
        <translation>Received today</translation>
    </message>
    <message>
        <source>Chờ trả</source>
        <translation>To hand over</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs care</translation>
    </message>
    <message>
        <source>Chờ đối soát</source>
        <translation>Awaiting confirmation</translation>
    </message>
    <message>
        <source>Thẻ {0}</source>
        <translation>Card {0}</translation>
    </message>
    <message>
        <source>Bỏ (Esc)</source>
        <translation>Leave (Esc)</translation>
    </message>
    <message>
        <source>Danh sách (Esc)</source>
        <translation>List (Esc)</translation>
    </message>
    <message>
        <source>Không tra được hồ sơ theo mã bưu gửi {0}. Hãy quét mã hồ sơ trên nhãn bì.</source>
        <translation>A dossier cannot be found by the postal code {0}. Scan the dossier code on the envelope label.</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Ngày nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Gửi đi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào khớp</source>
        <translation>No dossier matches</translation>
    </message>
    <message>
        <source>Thử gõ ít chữ hơn, vài số cuối của mã hoặc số điện thoại, hay bỏ bớt bộ lọc.</source>
        <translation>Try fewer letters, the last digits of a code or telephone, or fewer filters.</translation>
    </message>
    <message>
        <source>Quầy chưa có hồ sơ nào</source>
        <translation>The counter has no dossiers yet</translation>
    </message>
    <message>
        <source>Hồ sơ tiếp nhận ở F1 sẽ hiện ở đây ngay khi lưu.</source>
        <translation>A dossier received in F1 will stand here as soon as it is stored.</translation>
    </message>
</context>
<context>
    <name>SecondScreen</name>
    <message>
        <source>Cảm ơn quý khách</source>
        <translation>Thank you</translation>
    </message>
    <message>
        <source>Ý kiến của quý khách đã được ghi.</source>
        <translation>Your opinion has been noted.</translation>
    </message>
    <message>
        <source>Kính chào quý khách</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>Mời quý khách xem lại</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>Chưa chọn thủ tục</source>
        <translation>No procedure chosen yet</translation>
    </message>
    <message>
        <source>{0} · số giấy tờ …{1}</source>
        <translation>{0} · document …{1}</translation>
    </message>
    <message>
        <source>Giấy tờ nộp</source>
        <translation>Papers handed in</translation>
    </message>
    <message>
        <source>{0} bản chính</source>
        <translation>{0} originals</translation>
    </message>
    <message>
        <source>{0} bản sao</source>
        <translation>{0} copies</translation>
    </message>
    <message>
        <source>và {0} giấy tờ khác</source>
        <translation>and {0} other papers</translation>
    </message>
    <message>
        <source>Phải nộp {0}</source>
        <translation>To pay: {0}</translation>
    </message>
    <message>
        <source>Không thu phí, lệ phí</source>
        <translation>No fees or charges</translation>
    </message>
    <message>
        <source>Quét mã bằng ứng dụng ngân hàng</source>
        <translation>Scan with your bank&apos;s app</translation>
    </message>
    <message>
        <source>Không phải nộp gì thêm</source>
        <translation>Nothing more to pay</translation>
    </message>
    <message>
        <source>Đã nhận hồ sơ của {0}</source>
        <translation>Dossier of {0} received</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả {0}</source>
        <translation>Result due {0}</translation>
    </message>
    <message>
        <source>Quét mã bằng ứng dụng ngân hàng để nộp tiền</source>
        <translation>Scan with your bank&apos;s app to pay</translation>
    </message>
    <message>
        <source>Xin giữ giấy hẹn; mã này dùng để tra cứu.</source>
        <translation>Please keep the receipt; this code is for looking up.</translation>
    </message>
    <message>
        <source>Mã chuyển khoản {0}</source>
        <translation>Transfer code {0}</translation>
    </message>
    <message>
        <source>Số tài khoản {0}</source>
        <translation>Account {0}</translation>
    </message>
    <message>
        <source>Nội dung: {0}</source>
        <translation>Purpose: {0}</translation>
    </message>
    <message>
        <source>Quý khách có hài lòng với lần phục vụ này không?</source>
        <translation>Were you satisfied with this service?</translation>
    </message>
    <message>
        <source>Xin chạm vào một ô. Không bắt buộc.</source>
        <translation>Please touch one. Optional.</translation>
    </message>
    <message>
        <source>Màn hình cho người dân</source>
        <translation>The citizen&apos;s screen</translation>
    </message>
</context>
<context>
    <name>SendStep</name>
    <message>
        <source>Các mục chờ gửi</source>
        <translation>Items waiting to be sent</translation>
    </message>
    <message>
        <source>Enter mở hồ sơ ở F3. Hồ sơ chưa gửi được in số trong báo cáo, máy tự gửi tiếp.</source>
        <translation>Enter opens the dossier on F3. What is not sent is named in the report and goes on by itself.</translation>
    </message>
    <message>
        <source>Đã gửi {0} trong {1} mục</source>
        <translation>{0} of {1} items sent</translation>
    </message>
    <message>
        <source>Đang gửi: {0} trong {1} mục.</source>
        <translation>Sending: {0} of {1} items.</translation>
    </message>
    <message>
        <source>Mọi mục đã gửi xong, không còn gì chờ.</source>
        <translation>Everything is sent, nothing waits.</translation>
    </message>
    <message>
        <source>Còn {0} hồ sơ chưa gửi xong.</source>
        <translation>{0} dossiers are not sent yet.</translation>
    </message>
    <message>
        <source>{0} mục bị trả lại, cần người xử lý.</source>
        <translation>{0} items came back and need a person.</translation>
    </message>
    <message>
        <source>{0} mục đợi cơ quan cấp mã.</source>
        <translation>{0} items wait for the agency to give a code.</translation>
    </message>
    <message>
        <source>Máy vẫn gửi tiếp trong lúc làm bước khác.</source>
        <translation>Sending goes on while other steps are done.</translation>
    </message>
    <message>
        <source>chưa biết</source>
        <translation>not known yet</translation>
    </message>
    <message>
        <source>{0} đã đi</source>
        <translation>{0} sent</translation>
    </message>
    <message>
        <source>khoảng {0} nữa</source>
        <translation>about {0} left</translation>
    </message>
    <message>
        <source>khoảng {0}</source>
        <translation>about {0}</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>{0} / {1} mục</source>
        <translation>{0} / {1} items</translation>
    </message>
    <message>
        <source>Dung lượng</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>F12 Để máy gửi tiếp</source>
        <translation>F12 Let it go on by itself</translation>
    </message>
    <message>
        <source>F12 Gửi ngay</source>
        <translation>F12 Send now</translation>
    </message>
    <message>
        <source>Không có mạng</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>Máy đang gửi tiếp</source>
        <translation>Sending goes on by itself</translation>
    </message>
    <message>
        <source>Đợi cơ quan cấp mã</source>
        <translation>Waiting for the agency to give a code</translation>
    </message>
    <message>
        <source>Mục bị trả lại, mai xử lý</source>
        <translation>Items that came back, to be seen to tomorrow</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Từ lúc</source>
        <translation>Since</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Quầy này</source>
        <translation>This counter</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>In ra</source>
        <translation>Print to</translation>
    </message>
    <message>
        <source>Khổ giấy</source>
        <translation>Paper size</translation>
    </message>
    <message>
        <source>In trang thử</source>
        <translation>Print the test page</translation>
    </message>
    <message>
        <source>Màn hình cho người dân</source>
        <translation>The citizen&apos;s screen</translation>
    </message>
    <message>
        <source>Hiện nội dung đang nhập, số tiền, mã QR và nút đánh giá</source>
        <translation>Shows what is typed, the money, the QR and the rating buttons</translation>
    </message>
    <message>
        <source>Chỉ bật khi màn hình thứ hai quay về phía người dân. Số giấy tờ chỉ hiện 4 số cuối; rời hồ sơ hay khóa quầy thì màn hình xóa ngay.</source>
        <translation>Only where the second monitor faces the citizen. Of an identity number the last 4 figures are shown; it is cleared when the dossier is left or the counter locked.</translation>
    </message>
    <message>
        <source>Cửa sổ</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Màu</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Tự khóa khi không ai dùng</source>
        <translation>Lock when nobody is here</translation>
    </message>
    <message>
        <source>Tiếng báo khi quét</source>
        <translation>Sound when scanning</translation>
    </message>
    <message>
        <source>Sẽ có ở đây</source>
        <translation>Will be here</translation>
    </message>
    <message>
        <source>Cài đặt lần đầu, gói hỗ trợ.</source>
        <translation>First set-up, support bundle.</translation>
    </message>
    <message>
        <source>Trong bản này, cài đặt lần đầu bằng lệnh quay init, sao lưu bằng lệnh quay backup.</source>
        <translation>In this version, first set-up is done with the command quay init, backups with quay backup.</translation>
    </message>
    <message>
        <source>Tiếp nhận thay một cửa (NĐ 118/2025)</source>
        <translation>One-stop front desk (Decree 118/2025)</translation>
    </message>
    <message>
        <source>Chuyển phát hồ sơ (QĐ 45/2016)</source>
        <translation>Carrying dossiers (Decision 45/2016)</translation>
    </message>
    <message>
        <source>Điểm</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Mã định danh</source>
        <translation>Identifier</translation>
    </message>
    <message>
        <source>Cách làm việc</source>
        <translation>Way of working</translation>
    </message>
    <message>
        <source>Cơ quan giải quyết</source>
        <translation>Deciding agency</translation>
    </message>
    <message>
        <source>Quầy số</source>
        <translation>Counter number</translation>
    </message>
    <message>
        <source>Dãy số mỗi ngày</source>
        <translation>Numbers a day</translation>
    </message>
    <message>
        <source>Hệ thống một cửa</source>
        <translation>One-stop system</translation>
    </message>
    <message>
        <source>chưa khai báo</source>
        <translation>not named</translation>
    </message>
    <message>
        <source>Danh mục thủ tục</source>
        <translation>Catalogue of procedures</translation>
    </message>
    <message>
        <source>Theo hệ thống</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Nền sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Nền tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Sau {0} phút</source>
        <translation>After {0} minutes</translation>
    </message>
    <message>
        <source>Không tự khóa</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>Tắt</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Màn hình thứ hai</source>
        <translation>Second screen</translation>
    </message>
    <message>
        <source>Cửa sổ thường (để tập)</source>
        <translation>An ordinary window (for practice)</translation>
    </message>
    <message>
        <source>Máy in mặc định ({0})</source>
        <translation>Default printer ({0})</translation>
    </message>
    <message>
        <source>Máy in mặc định</source>
        <translation>Default printer</translation>
    </message>
    <message>
        <source>{0} (không thấy)</source>
        <translation>{0} (not found)</translation>
    </message>
    <message>
        <source>Không in, lưu tệp PDF</source>
        <translation>Do not print, save as PDF</translation>
    </message>
    <message>
        <source>Cuộn 80 mm</source>
        <translation>80 mm roll</translation>
    </message>
    <message>
        <source>Cuộn 80 mm, phiếu rút gọn</source>
        <translation>80 mm roll, short slip</translation>
    </message>
    <message>
        <source>Hai tờ A5 trên A4</source>
        <translation>Two A5 on one A4</translation>
    </message>
    <message>
        <source>Không có máy in: giấy được lưu thành tệp PDF trong {0}</source>
        <translation>No printer: papers are saved as PDF in {0}</translation>
    </message>
    <message>
        <source>Đường nối máy in chậm: một giấy tiếp nhận đủ các liên mất khoảng {0} giây, phiếu rút gọn {1} giây.</source>
        <translation>The printer&apos;s line is slow: a receipt with all its copies takes about {0} seconds, the short slip {1}.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Trên bảng kê ({0})</source>
        <translation>On the manifest ({0})</translation>
    </message>
    <message>
        <source>Còn thiếu ({0})</source>
        <translation>Missing ({0})</translation>
    </message>
    <message>
        <source>Ngoài dự kiến ({0})</source>
        <translation>Not expected ({0})</translation>
    </message>
    <message>
        <source>{0} Đủ, không thừa.</source>
        <translation>{0} All there, none besides.</translation>
    </message>
    <message>
        <source>Chưa có điểm đến nào</source>
        <translation>No stop yet</translation>
    </message>
    <message>
        <source>Ghi tên và địa chỉ từng nhà, Enter ở ô cuối để thêm.</source>
        <translation>Enter the name and address of each home; Enter in the last field adds it.</translation>
    </message>
    <message>
        <source>Chưa quét hồ sơ nào</source>
        <translation>No dossier scanned yet</translation>
    </message>
    <message>
        <source>Quét mã trên từng bì, con trỏ ở đâu cũng được. Quét nhầm thì chọn dòng rồi nhấn Delete.</source>
        <translation>Scan the code on each envelope, wherever the cursor is. A wrong scan: choose its line and press Delete.</translation>
    </message>
    <message>
        <source>Bảng kê không có dòng nào</source>
        <translation>The manifest has no line</translation>
    </message>
    <message>
        <source>Đã hủy trước khi quét gì.</source>
        <translation>It was cancelled before anything was scanned.</translation>
    </message>
    <message>
        <source>Giấy tờ: {0}.</source>
        <translation>Papers: {0}.</translation>
    </message>
</context>
<context>
    <name>Shown</name>
    <message>
        <source>Số liệu của báo cáo</source>
        <translation>Figures of the report</translation>
    </message>
    <message>
        <source>Thẻ số liệu</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>Biểu đồ</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>Mọi dòng: {0}.</source>
        <translation>On every line: {0}.</translation>
    </message>
    <message>
        <source>Đang hiện {0} dòng đầu, còn {1} dòng nữa. Cuộn xuống để xem tiếp; tệp xuất ra có đủ.</source>
        <translation>The first {0} lines are shown, {1} more are left. Scroll down for them; an exported file has all.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào cần làm ngay</source>
        <translation>No dossier needs anything now</translation>
    </message>
    <message>
        <source>Hồ sơ quá hạn, sắp đến hạn và kết quả chờ người nhận sẽ hiện ở đây, kèm số điện thoại.</source>
        <translation>Dossiers that are overdue or due soon and results waiting to be fetched will stand here, with telephone numbers.</translation>
    </message>
    <message>
        <source>Không có gì trong thời gian này</source>
        <translation>There is nothing in this period</translation>
    </message>
    <message>
        <source>Hãy chọn thời gian khác, hoặc bỏ bớt điều kiện lọc ở trên.</source>
        <translation>Choose another period, or take away a filter above.</translation>
    </message>
</context>
<context>
    <name>SignStrip</name>
    <message>
        <source>Số niêm phong các túi</source>
        <translation>Seal numbers of the bags</translation>
    </message>
    <message>
        <source>NP-01, NP-02</source>
        <translation>NP-01, NP-02</translation>
    </message>
    <message>
        <source>Người giao (cơ quan)</source>
        <translation>Handed over by (agency)</translation>
    </message>
    <message>
        <source>Người giao</source>
        <translation>Handed over by</translation>
    </message>
    <message>
        <source>Người nhận (cơ quan)</source>
        <translation>Received by (agency)</translation>
    </message>
    <message>
        <source>Bưu tá</source>
        <translation>Postman</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Received by</translation>
    </message>
    <message>
        <source>Chức vụ</source>
        <translation>Position</translation>
    </message>
</context>
<context>
    <name>Signature</name>
    <message>
        <source>Trưởng bưu cục</source>
        <translation>Branch manager</translation>
    </message>
    <message>
        <source>Mã PIN của trưởng bưu cục</source>
        <translation>The branch manager&apos;s PIN</translation>
    </message>
    <message>
        <source>Chưa gõ mã PIN.</source>
        <translation>No PIN was typed.</translation>
    </message>
    <message>
        <source>Mã PIN này do người khác cấp. Hãy vào quầy bằng tên mình để đổi, rồi ký lại.</source>
        <translation>This PIN was given by somebody else. Please log in under your own name to change it, then sign again.</translation>
    </message>
    <message>
        <source>Sai mã PIN nhiều lần. Hãy đợi {0} giây rồi thử lại.</source>
        <translation>Too many wrong PINs. Please wait {0} seconds and try again.</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Lập bảng kê mới</source>
        <translation>Make a new manifest</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Tuyến đi, các bản</source>
        <translation>Route, villages</translation>
    </message>
    <message>
        <source>Quét từng bì hồ sơ, niêm phong túi, mang đến cơ quan, hai bên ký.</source>
        <translation>Scan each envelope, seal the bags, carry them to the agency, both sides sign.</translation>
    </message>
    <message>
        <source>Quét từng kết quả, và giấy tờ cơ quan trả lại, trước khi ký nhận với cơ quan.</source>
        <translation>Scan each result, and papers the agency sends back, before signing with the agency.</translation>
    </message>
    <message>
        <source>Ghi từng nhà bưu tá sẽ đến lấy hồ sơ; mã hồ sơ ghi sau khi mang về.</source>
        <translation>Enter each home where the postman collects; the dossier code is entered once it is here.</translation>
    </message>
    <message>
        <source>Quét từng kết quả giao bưu tá phát; kết quả từng nhà ghi khi bưu tá về.</source>
        <translation>Scan each result the postman is to deliver; what became of each is recorded when he is back.</translation>
    </message>
    <message>
        <source>Kết quả đã phát hai lần không được thì trả lại cơ quan, không bao giờ hủy.</source>
        <translation>Results tried twice in vain go back to the agency and are never destroyed.</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Người làm việc: {0}</source>
        <translation>At work: {0}</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Danh mục {0}</source>
        <translation>Catalogue {0}</translation>
    </message>
    <message>
        <source>Máy in: không thấy {0}</source>
        <translation>Printer: {0} not found</translation>
    </message>
    <message>
        <source>Máy in: đang tìm</source>
        <translation>Printer: looking</translation>
    </message>
    <message>
        <source>Máy in: chưa có, lưu tệp PDF</source>
        <translation>Printer: none, saving as PDF</translation>
    </message>
    <message>
        <source>Máy in: {0}</source>
        <translation>Printer: {0}</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Hồ sơ {0} đã có ở dòng {1}. Không đổi gì.</source>
        <translation>Dossier {0} is on line {1} already. Nothing was changed.</translation>
    </message>
    <message>
        <source>Đã thêm {0}: {1}.</source>
        <translation>Added {0}: {1}.</translation>
    </message>
    <message>
        <source>Hồ sơ này không có trong dự kiến.</source>
        <translation>This dossier was not expected.</translation>
    </message>
    <message>
        <source>Bì {0} chứa hồ sơ {1}.</source>
        <translation>Item {0} holds dossier {1}.</translation>
    </message>
    <message>
        <source>Đã lấy {0} ra khỏi bảng kê. Quét lại là thêm lại.</source>
        <translation>{0} was taken off the manifest. Scan it again to put it back.</translation>
    </message>
    <message>
        <source>Quầy còn giữ phí, lệ phí của {0}. Nộp luôn lần này thì lập phiếu nộp.</source>
        <translation>The counter still holds fees and charges of {0}. To remit them along with these papers, make the slip.</translation>
    </message>
    <message>
        <source>Lập phiếu nộp</source>
        <translation>Make the slip</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
</context>
<context>
    <name>StopEntry</name>
    <message>
        <source>Đến nhà ai</source>
        <translation>Whose home</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Lấy gì</source>
        <translation>What to collect</translation>
    </message>
    <message>
        <source>Enter để thêm điểm</source>
        <translation>Enter adds the stop</translation>
    </message>
</context>
<context>
    <name>SupplementStrip</name>
    <message>
        <source>Thiếu: %s.</source>
        <translation>Missing: %s.</translation>
    </message>
    <message>
        <source>%n bản chính</source>
        <translation>%n originals</translation>
    </message>
    <message>
        <source>%n bản sao</source>
        <translation>%n copies</translation>
    </message>
    <message>
        <source>Phiếu yêu cầu bổ sung</source>
        <translation>Supplement slip</translation>
    </message>
    <message>
        <source>Xem lại lý do rồi nhấn F12 để in. Esc để quay lại hồ sơ.</source>
        <translation>Look at the reasons, then F12 prints. Esc goes back.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Hạn bổ sung</source>
        <translation>Complete by</translation>
    </message>
</context>
<context>
    <name>TransferRow</name>
    <message>
        <source>Chuyển khoản, chờ đối soát</source>
        <translation>Transfer, awaiting confirmation</translation>
    </message>
    <message>
        <source>cước bưu chính</source>
        <translation>postage</translation>
    </message>
    <message>
        <source>phí, lệ phí</source>
        <translation>fees and charges</translation>
    </message>
    <message>
        <source>{0} · {1}
{2} · số tài khoản {3}
Nội dung: {4} · từ {5}</source>
        <translation>{0} · {1}
{2} · account {3}
Purpose: {4} · since {5}</translation>
    </message>
    <message>
        <source>Mã chuyển khoản {0}</source>
        <translation>Transfer code {0}</translation>
    </message>
    <message>
        <source>Mã QR</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>Tiền đã về</source>
        <translation>The money has arrived</translation>
    </message>
    <message>
        <source>Bỏ chờ</source>
        <translation>Stop waiting</translation>
    </message>
    <message>
        <source>Số tiền ngân hàng báo có</source>
        <translation>Amount in the bank&apos;s notice</translation>
    </message>
    <message>
        <source>Vì sao bỏ chờ</source>
        <translation>Why the waiting ends</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Note it</translation>
    </message>
    <message>
        <source>Gõ đúng số tiền trên tin báo có của ngân hàng.</source>
        <translation>Type exactly the amount in the bank&apos;s notice.</translation>
    </message>
    <message>
        <source>Đã ghi: tiền chuyển khoản đã về</source>
        <translation>Noted: the transfer has arrived</translation>
    </message>
    <message>
        <source>Đã bỏ chờ chuyển khoản</source>
        <translation>No longer waiting for the transfer</translation>
    </message>
</context>
<context>
    <name>TrialBox</name>
    <message>
        <source>Đang chờ máy quét: quét một trong hai mẫu. Esc để thôi.</source>
        <translation>Waiting for the scanner: scan one of the two patterns. Esc to stop.</translation>
    </message>
    <message>
        <source>Bấm vào đây rồi quét một trong hai mẫu.</source>
        <translation>Click here, then scan one of the two patterns.</translation>
    </message>
</context>
<context>
    <name>Van</name>
    <message>
        <source>Trong thư mục không có gói nào gửi cho quầy này.</source>
        <translation>There is no bundle for this counter in the folder.</translation>
    </message>
</context>
<context>
    <name>VanView</name>
    <message>
        <source>Gửi bằng USB hoặc thư mục chung</source>
        <translation>Send by USB stick or shared folder</translation>
    </message>
    <message>
        <source>Thư mục</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Nạp các gói trong thư mục</source>
        <translation>Read the bundles in the folder</translation>
    </message>
    <message>
        <source>Theo dõi thư mục này: tự nạp, tự ghi biên nhận</source>
        <translation>Watch this folder: read and acknowledge by itself</translation>
    </message>
    <message>
        <source>Ghi lại từ đầu (khi máy bưu cục mất dữ liệu)</source>
        <translation>Write all from the beginning (when the branch&apos;s computer lost its data)</translation>
    </message>
    <message>
        <source>Ghép máy ở F8</source>
        <translation>Pair in F8</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Chưa ghi hay nạp gói nào</source>
        <translation>No bundle written or read yet</translation>
    </message>
    <message>
        <source>Cắm USB, chọn thư mục, rồi F12 để ghi. Gói đã khóa: ai nhặt được USB cũng không đọc được.</source>
        <translation>Plug in the stick, choose the folder, then F12 to write. Bundles are locked: whoever finds the stick cannot read them.</translation>
    </message>
    <message>
        <source>Các quầy gửi qua máy này</source>
        <translation>Counters that send through this computer</translation>
    </message>
    <message>
        <source>Gửi lại mục cần xử lý của các quầy</source>
        <translation>Send the counters&apos; set-aside items again</translation>
    </message>
    <message>
        <source>F12 Ghi ra USB</source>
        <translation>F12 Write to USB</translation>
    </message>
    <message>
        <source>Đã đưa {0} mục vào hàng đợi</source>
        <translation>{0} items put into the queue</translation>
    </message>
    <message>
        <source>Chọn USB hoặc thư mục</source>
        <translation>Choose a USB stick or a folder</translation>
    </message>
    <message>
        <source>Quầy</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>To be sent</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs care</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Cũ nhất</source>
        <translation>Oldest</translation>
    </message>
    <message>
        <source>Quầy này gửi gói cho {0}.</source>
        <translation>This counter sends its bundles to {0}.</translation>
    </message>
    <message>
        <source>Máy này nhận gói của {0}.</source>
        <translation>This computer takes the bundles of {0}.</translation>
    </message>
    <message>
        <source>Quầy chưa ghép với máy nào. Trưởng bưu cục ghép một lần, rồi dùng mãi.</source>
        <translation>The counter is not paired with any computer yet. The branch manager pairs it once and for all.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Quầy Một Cửa</source>
        <translation>One-Stop Counter</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>{0} {1} trong {2} dòng</source>
        <translation>{0} {1} of {2} lines</translation>
    </message>
    <message>
        <source>Dừng (Esc)</source>
        <translation>Stop (Esc)</translation>
    </message>
</context>
<context>
    <name>_GapRow</name>
    <message>
        <source>{0} hồ sơ, từ {1}, đã {2} ngày</source>
        <translation>Dossiers: {0}, since {1}, days: {2}</translation>
    </message>
    <message>
        <source>{0} hồ sơ, thu hôm nay</source>
        <translation>Dossiers: {0}, collected today</translation>
    </message>
    <message>
        <source>Lập phiếu nộp</source>
        <translation>Make the slip</translation>
    </message>
    <message>
        <source>Lập phiếu nộp cho {0}</source>
        <translation>Make the slip for {0}</translation>
    </message>
</context>
<context>
    <name>_Strip</name>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>apart</name>
    <message>
        <source>Ở tỉnh không có hồ sơ này</source>
        <translation>The province does not have this dossier</translation>
    </message>
    <message>
        <source>Ở tỉnh thiếu bước xử lý</source>
        <translation>Steps are missing at the province</translation>
    </message>
    <message>
        <source>Ở tỉnh là trạng thái cũ hơn</source>
        <translation>An older status at the province</translation>
    </message>
    <message>
        <source>Tỉnh đã xử lý tiếp</source>
        <translation>The province has moved on</translation>
    </message>
    <message>
        <source>Ngày hẹn trả khác nhau</source>
        <translation>The due dates differ</translation>
    </message>
    <message>
        <source>Tên người nộp khác nhau</source>
        <translation>The applicants&apos; names differ</translation>
    </message>
    <message>
        <source>Quầy vẫn giữ đủ và đang tự gửi lại. Không phải làm gì; lần đối chiếu sau sẽ rõ.</source>
        <translation>The counter has all of it and is sending it again by itself. Nothing to do; the next comparison will tell.</translation>
    </message>
    <message>
        <source>Quầy vẫn giữ đủ và đã gửi lại {0} lần mà ở tỉnh chưa có. Trưởng bưu cục hãy gọi bộ phận một cửa của tỉnh.</source>
        <translation>The counter has all of it and sent it again {0} times, and the province still lacks it. The branch manager should call the province&apos;s one-stop office.</translation>
    </message>
    <message>
        <source>Dữ liệu của quầy giữ nguyên. Mở hồ sơ ở F3; khi giấy hoặc tin của cơ quan về quầy thì ghi bước tương ứng.</source>
        <translation>The counter&apos;s data stays as it is. Open the dossier in F3; when the agency&apos;s paper or word arrives, record that step.</translation>
    </message>
    <message>
        <source>Dữ liệu của quầy giữ nguyên. Hỏi cơ quan giải quyết bên nào đúng; nếu quầy ghi nhầm, sửa ở F3.</source>
        <translation>The counter&apos;s data stays as it is. Ask the agency which side is right; if the counter is wrong, correct it in F3.</translation>
    </message>
    <message>
        <source>hẹn trả {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>Đối chiếu lúc {0} chưa đủ: {1}</source>
        <translation>Compared at {0}, not complete: {1}</translation>
    </message>
    <message>
        <source>Đối chiếu lúc {0}: ngày này chưa có hồ sơ nào gửi xong.</source>
        <translation>Compared at {0}: no dossier was wholly sent that day.</translation>
    </message>
    <message>
        <source>Đối chiếu lúc {0}: {1} hồ sơ.</source>
        <translation>Compared at {0}: {1} dossiers.</translation>
    </message>
    <message>
        <source>Tất cả đều có ở tỉnh.</source>
        <translation>All are at the province.</translation>
    </message>
    <message>
        <source>{0} có ở tỉnh, {1} khác nhau, {2} thiếu (đang gửi lại).</source>
        <translation>{0} are at the province, {1} differ, {2} are missing (being sent again).</translation>
    </message>
    <message>
        <source>{0} chưa xem được.</source>
        <translation>{0} could not be looked at.</translation>
    </message>
</context>
<context>
    <name>copies</name>
    <message>
        <source>Đã ghi là giấy đã ra: {0}</source>
        <translation>Noted that the paper came out: {0}</translation>
    </message>
    <message>
        <source>Giấy đã ra, mã quét được: {0}</source>
        <translation>The paper came out and its code scans: {0}</translation>
    </message>
    <message>
        <source>Chương trình đã tắt giữa lúc in {0} giấy ({1}). Không in lại tự động; hãy xem khay giấy rồi ghi kết quả.</source>
        <translation>The program ended while {0} papers were being printed ({1}). Nothing is printed again by itself; look at the tray, then note the result.</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Giấy đã ra (F9)</source>
        <translation>The paper came out (F9)</translation>
    </message>
    <message>
        <source>Hủy lệnh in này ở máy in</source>
        <translation>Cancel this job at the printer</translation>
    </message>
    <message>
        <source>Không thấy giấy ra</source>
        <translation>No paper came out</translation>
    </message>
    <message>
        <source>Đã viết tay trên phiếu in sẵn, nhập số sau</source>
        <translation>Written by hand on the pad, number to be entered later</translation>
    </message>
    <message>
        <source>Nhập số phiếu in sẵn…</source>
        <translation>Enter the pad&apos;s number…</translation>
    </message>
    <message>
        <source>Không rõ bản trước đã ra giấy</source>
        <translation>Unknown whether the copy before came out</translation>
    </message>
    <message>
        <source>In lại tại quầy theo yêu cầu</source>
        <translation>Printed again at the counter on request</translation>
    </message>
    <message>
        <source>Gửi lại đúng bản này tới máy in {0}</source>
        <translation>Send this very copy again to printer {0}</translation>
    </message>
    <message>
        <source>In bản mới (bản in lại lần {1}) ở máy in {0}</source>
        <translation>Print a new copy (reprint {1}) on printer {0}</translation>
    </message>
    <message>
        <source>Lưu đúng bản này thành tệp PDF</source>
        <translation>Save this very copy as a PDF file</translation>
    </message>
    <message>
        <source>Lưu bản mới (bản in lại lần {0}) thành tệp PDF</source>
        <translation>Save a new copy (reprint {0}) as a PDF file</translation>
    </message>
    <message>
        <source>bản in lại lần {0}</source>
        <translation>reprint, copy {0}</translation>
    </message>
    <message>
        <source>bản {0}</source>
        <translation>copy {0}</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Giấy</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Lúc in</source>
        <translation>Printed at</translation>
    </message>
</context>
<context>
    <name>day</name>
    <message>
        <source>Tiền Nhà nước (phí, lệ phí)</source>
        <translation>The State&apos;s money (fees, charges)</translation>
    </message>
    <message>
        <source>Tiền bưu chính (cước)</source>
        <translation>Postal money (postage)</translation>
    </message>
    <message>
        <source>Tiền Nhà nước</source>
        <translation>The State&apos;s money</translation>
    </message>
    <message>
        <source>Tiền bưu chính</source>
        <translation>Postal money</translation>
    </message>
    <message>
        <source>Thừa {0}</source>
        <translation>{0} over</translation>
    </message>
    <message>
        <source>Thiếu {0}</source>
        <translation>{0} short</translation>
    </message>
    <message>
        <source>Khớp</source>
        <translation>Balanced</translation>
    </message>
    <message>
        <source>Bảng kê</source>
        <translation>Manifests</translation>
    </message>
    <message>
        <source>Giấy in</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Tiền</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Đối chiếu</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Khóa sổ</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>bỏ qua có lý do</source>
        <translation>skipped, with a reason</translation>
    </message>
    <message>
        <source>còn {0} ngăn</source>
        <translation>{0} drawers left</translation>
    </message>
    <message>
        <source>còn {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>ký và khóa</source>
        <translation>sign and close</translation>
    </message>
    <message>
        <source>đợi các bước trên</source>
        <translation>after the steps above</translation>
    </message>
</context>
<context>
    <name>dossier_card</name>
    <message>
        <source>Đã hủy</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>Đã trả lại cơ quan</source>
        <translation>Back at the agency</translation>
    </message>
    <message>
        <source>Chờ đủ giấy tờ</source>
        <translation>Papers incomplete</translation>
    </message>
    <message>
        <source>Chờ cơ quan nhận</source>
        <translation>Agency to accept</translation>
    </message>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Bị từ chối</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In process</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Papers awaited</translation>
    </message>
    <message>
        <source>Chờ nộp tiền</source>
        <translation>Payment awaited</translation>
    </message>
    <message>
        <source>Xin rút</source>
        <translation>Withdrawal asked</translation>
    </message>
    <message>
        <source>Đã dừng</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Có kết quả</source>
        <translation>Result ready</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Result handed over</translation>
    </message>
</context>
<context>
    <name>hands</name>
    <message>
        <source>ở quầy</source>
        <translation>at the counter</translation>
    </message>
    <message>
        <source>trên đường</source>
        <translation>on the way</translation>
    </message>
    <message>
        <source>ở cơ quan</source>
        <translation>at the agency</translation>
    </message>
    <message>
        <source>bưu tá giữ</source>
        <translation>with the postman</translation>
    </message>
    <message>
        <source>người dân giữ</source>
        <translation>with the citizen</translation>
    </message>
    <message>
        <source>{0} phút</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} giờ</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} ngày</source>
        <translation>{0} days</translation>
    </message>
</context>
<context>
    <name>manifest</name>
    <message>
        <source>Đang lập, chưa có gì.</source>
        <translation>Being made, nothing on it yet.</translation>
    </message>
    <message>
        <source>Đang lập, {0} điểm.</source>
        <translation>Being made, {0} stops.</translation>
    </message>
    <message>
        <source>Đang lập, {0} hồ sơ.</source>
        <translation>Being made, {0} dossiers.</translation>
    </message>
    <message>
        <source>Đã niêm phong {0}, chờ ký.</source>
        <translation>Sealed {0}, to be signed.</translation>
    </message>
    <message>
        <source>{0} đang đi, còn {1} trên {2} điểm chưa có kết quả.</source>
        <translation>{0} is on his way; {1} of {2} stops have no outcome yet.</translation>
    </message>
    <message>
        <source>Mọi điểm đã có kết quả. Hãy kết thúc chuyến.</source>
        <translation>Every stop has its outcome. End the run.</translation>
    </message>
    <message>
        <source>Đã hủy: {0}</source>
        <translation>Cancelled: {0}</translation>
    </message>
    <message>
        <source>Chuyến đã xong lúc {0}.</source>
        <translation>The run ended at {0}.</translation>
    </message>
    <message>
        <source>Đã ký lúc {0}. Bên nhận: {1}.</source>
        <translation>Signed at {0}. Receiver: {1}.</translation>
    </message>
    <message>
        <source>Giao hồ sơ</source>
        <translation>To the agency</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>From the agency</translation>
    </message>
    <message>
        <source>Thu gom</source>
        <translation>Collection</translation>
    </message>
    <message>
        <source>Phát tại nhà</source>
        <translation>Home delivery</translation>
    </message>
    <message>
        <source>Chuyển hoàn</source>
        <translation>Back to agency</translation>
    </message>
    <message>
        <source>Đang lập, {0} dòng</source>
        <translation>Being made, {0} lines</translation>
    </message>
    <message>
        <source>Chờ ký, {0} dòng</source>
        <translation>To be signed, {0} lines</translation>
    </message>
    <message>
        <source>Đang đi, còn {0} điểm</source>
        <translation>On the way, {0} stops left</translation>
    </message>
    <message>
        <source>Về rồi, chờ kết thúc</source>
        <translation>Back, to be ended</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Đã xong, {0} dòng</source>
        <translation>Done, {0} lines</translation>
    </message>
    <message>
        <source>{0} điểm đến.</source>
        <translation>{0} stops.</translation>
    </message>
    <message>
        <source>{0} hồ sơ, {1} bản chính, {2} bản sao.</source>
        <translation>{0} dossiers, {1} originals, {2} copies.</translation>
    </message>
    <message>
        <source>Còn thiếu {0} hồ sơ lẽ ra đi chuyến này.</source>
        <translation>Missing, but due to go along: {0} dossiers.</translation>
    </message>
    <message>
        <source>Có {0} hồ sơ ngoài dự kiến.</source>
        <translation>Not expected: {0} dossiers.</translation>
    </message>
    <message>
        <source>{0} bản chính, {1} bản sao</source>
        <translation>{0} originals, {1} copies</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>Đổi người</source>
        <translation>Another person</translation>
    </message>
    <message>
        <source>Khóa quầy (Ctrl+L)</source>
        <translation>Lock the counter (Ctrl+L)</translation>
    </message>
    <message>
        <source>Màu theo hệ thống</source>
        <translation>Colours as the system</translation>
    </message>
    <message>
        <source>Nền sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Nền tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Phím tắt (?)</source>
        <translation>Keys (?)</translation>
    </message>
    <message>
        <source>Việc chính của trang (ghi ở nút màu đậm)</source>
        <translation>The page&apos;s main action (on the dark button)</translation>
    </message>
    <message>
        <source>Việc thứ hai của trang</source>
        <translation>The page&apos;s second action</translation>
    </message>
    <message>
        <source>Tìm</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Mở dòng đang chọn, sang ô kế tiếp</source>
        <translation>Open the chosen line, go to the next field</translation>
    </message>
    <message>
        <source>Lùi một bước</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>Khóa quầy</source>
        <translation>Lock the counter</translation>
    </message>
    <message>
        <source>Bảng phím này</source>
        <translation>This list of keys</translation>
    </message>
    <message>
        <source>Phím tắt</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Máy quét dùng được ở mọi trang, không cần đặt con trỏ vào ô nào. Esc để đóng.</source>
        <translation>The scanner works on every page, wherever the cursor is. Esc closes this.</translation>
    </message>
</context>
<context>
    <name>moves</name>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for papers</translation>
    </message>
    <message>
        <source>Nhận giấy bổ sung</source>
        <translation>Take the papers asked for</translation>
    </message>
    <message>
        <source>Từ chối hồ sơ</source>
        <translation>Refuse the dossier</translation>
    </message>
    <message>
        <source>Ghi yêu cầu rút</source>
        <translation>Record a wish to withdraw</translation>
    </message>
    <message>
        <source>Trả hồ sơ đã rút</source>
        <translation>Give back a withdrawn dossier</translation>
    </message>
    <message>
        <source>Sửa thông tin</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Hủy hồ sơ</source>
        <translation>Void the dossier</translation>
    </message>
    <message>
        <source>Giao cho cơ quan</source>
        <translation>Hand to the agency</translation>
    </message>
    <message>
        <source>Ghi mã của cơ quan</source>
        <translation>Record the agency&apos;s code</translation>
    </message>
    <message>
        <source>Cơ quan trả lại</source>
        <translation>Returned by the agency</translation>
    </message>
    <message>
        <source>Yêu cầu nộp tiền</source>
        <translation>Ask for payment</translation>
    </message>
    <message>
        <source>Thu tiền</source>
        <translation>Take money</translation>
    </message>
    <message>
        <source>Trả lại tiền</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>Chuyển khoản (VietQR)</source>
        <translation>Transfer (VietQR)</translation>
    </message>
    <message>
        <source>Bỏ chờ chuyển khoản</source>
        <translation>Stop waiting for the transfer</translation>
    </message>
    <message>
        <source>Hẹn lại ngày trả</source>
        <translation>Set a new due date</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Kết quả đã về quầy</source>
        <translation>The result has arrived</translation>
    </message>
    <message>
        <source>Mời đến nhận</source>
        <translation>Invite to collect</translation>
    </message>
    <message>
        <source>Phát chưa được</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>Trả kết quả (F2)</source>
        <translation>Hand back (F2)</translation>
    </message>
    <message>
        <source>Trả lại cơ quan</source>
        <translation>Return to the agency</translation>
    </message>
    <message>
        <source>Ghi đánh giá</source>
        <translation>Record a rating</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Ghi xong thì in phiếu yêu cầu bổ sung (Mẫu 02).</source>
        <translation>Then the supplement slip is printed (Form 02).</translation>
    </message>
    <message>
        <source>Nhận đủ thì hồ sơ được xử lý tiếp và có ngày hẹn mới.</source>
        <translation>When complete, the dossier goes on with a new due date.</translation>
    </message>
    <message>
        <source>Ghi xong thì in phiếu từ chối (Mẫu 03) và trả giấy tờ cho người nộp.</source>
        <translation>Then the refusal slip is printed (Form 03) and the papers are given back.</translation>
    </message>
    <message>
        <source>Chỉ sửa chỗ sai. Nội dung cũ vẫn xem được trong quá trình xử lý.</source>
        <translation>Correct only what is wrong. The old content stays in the history.</translation>
    </message>
    <message>
        <source>Hồ sơ bị hủy không mở lại được. Việc hủy cũng được gửi lên hệ thống.</source>
        <translation>A voided dossier cannot be opened again. The voiding is sent to the system too.</translation>
    </message>
    <message>
        <source>Ghi đúng mã hồ sơ trên giấy của cơ quan. Mã tại quầy vẫn tra cứu được.</source>
        <translation>Write the dossier code on the agency&apos;s paper. The counter&apos;s code can still be searched.</translation>
    </message>
    <message>
        <source>Chỉ được hẹn lại một lần. Cơ quan phải có phiếu xin lỗi (Mẫu 04).</source>
        <translation>Only one new date is allowed. The agency must have sent a letter of apology (Form 04).</translation>
    </message>
    <message>
        <source>Bản in lại mang số bản mới và ghi rõ là bản in lại.</source>
        <translation>A reprint has a new copy number and says that it is a reprint.</translation>
    </message>
    <message>
        <source>Đã thu tiền của hồ sơ này. Nếu phải trả lại tiền, hãy ghi trước khi hủy.</source>
        <translation>Money was taken for this dossier. If it must be refunded, record that before voiding.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Lệ phí</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Cước bưu chính</source>
        <translation>Postage</translation>
    </message>
    <message>
        <source>Giấy tờ còn thiếu</source>
        <translation>Missing papers</translation>
    </message>
    <message>
        <source>Hạn bổ sung</source>
        <translation>Complete by</translation>
    </message>
    <message>
        <source>Giấy tờ vừa nhận</source>
        <translation>Papers just received</translation>
    </message>
    <message>
        <source>Căn cứ pháp lý</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Tại quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Qua bưu điện</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Địa chỉ gửi kết quả</source>
        <translation>Address for the result</translation>
    </message>
    <message>
        <source>Lý do sửa</source>
        <translation>Reason for the correction</translation>
    </message>
    <message>
        <source>Lý do hủy</source>
        <translation>Reason for voiding</translation>
    </message>
    <message>
        <source>Người nhận của cơ quan</source>
        <translation>Receiver at the agency</translation>
    </message>
    <message>
        <source>Mã hồ sơ của cơ quan</source>
        <translation>The agency&apos;s dossier code</translation>
    </message>
    <message>
        <source>Ngày cơ quan hẹn trả</source>
        <translation>The agency&apos;s due date</translation>
    </message>
    <message>
        <source>Cơ quan trả lại để</source>
        <translation>Returned by the agency</translation>
    </message>
    <message>
        <source>Người nộp bổ sung rồi gửi lại</source>
        <translation>to be completed and sent again</translation>
    </message>
    <message>
        <source>Từ chối giải quyết, hồ sơ kết thúc</source>
        <translation>Refused, the dossier ends</translation>
    </message>
    <message>
        <source>Loại tiền</source>
        <translation>Kind of money</translation>
    </message>
    <message>
        <source>Khoản phải nộp</source>
        <translation>What is to be paid</translation>
    </message>
    <message>
        <source>Số tiền</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Số tiền đã thu</source>
        <translation>Amount taken</translation>
    </message>
    <message>
        <source>Số biên lai</source>
        <translation>Number of the official receipt</translation>
    </message>
    <message>
        <source>Khoản chuyển</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees and charges</translation>
    </message>
    <message>
        <source>Số tiền chuyển</source>
        <translation>Amount to transfer</translation>
    </message>
    <message>
        <source>Số tiền trả lại</source>
        <translation>Amount refunded</translation>
    </message>
    <message>
        <source>Ngày hẹn mới</source>
        <translation>New due date</translation>
    </message>
    <message>
        <source>Số phiếu xin lỗi</source>
        <translation>Number of the letter of apology</translation>
    </message>
    <message>
        <source>Số thông báo</source>
        <translation>Number of the notice</translation>
    </message>
    <message>
        <source>Số, ký hiệu kết quả</source>
        <translation>Number and symbol of the result</translation>
    </message>
    <message>
        <source>Mã bưu gửi trên bì</source>
        <translation>Postal code on the envelope</translation>
    </message>
    <message>
        <source>Cách mời</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Kết quả lần phát</source>
        <translation>Outcome of the delivery</translation>
    </message>
    <message>
        <source>Mức hài lòng</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>Giấy cần in</source>
        <translation>Paper to print</translation>
    </message>
    <message>
        <source>Lý do in lại</source>
        <translation>Reason for the reprint</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Bàn giao</source>
        <translation>Manifests</translation>
    </message>
    <message>
        <source>Hàng đợi</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Cuối ngày</source>
        <translation>End of day</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>Chương trình gặp lỗi ở bước vừa rồi. Hồ sơ đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, báo bộ phận hỗ trợ.</source>
        <translation>The program failed in this step. Stored dossiers are safe. Try again; if it fails again, tell support.</translation>
    </message>
    <message>
        <source>Máy in {0} báo đã in xong.</source>
        <translation>Printer {0} says it is done.</translation>
    </message>
    <message>
        <source>Đã lưu thành tệp PDF, chưa ra giấy: {0}</source>
        <translation>Saved as a PDF file, not on paper: {0}</translation>
    </message>
    <message>
        <source>Máy in {0} hết giấy. Nạp giấy là bản này ra tiếp; đừng in lại.</source>
        <translation>Printer {0} is out of paper. With paper in it this copy comes out; do not print again.</translation>
    </message>
    <message>
        <source>Máy in {0} kẹt giấy. Gỡ giấy là bản này ra tiếp; đừng in lại.</source>
        <translation>Paper is jammed in printer {0}. Once it is cleared this copy comes out; do not print again.</translation>
    </message>
    <message>
        <source>Máy in {0} đang mở nắp. Đóng nắp là bản này ra tiếp; đừng in lại.</source>
        <translation>The cover of printer {0} is open. Once it is closed this copy comes out; do not print again.</translation>
    </message>
    <message>
        <source>Máy in {0} hết mực. Thay mực là bản này ra tiếp; đừng in lại.</source>
        <translation>Printer {0} is out of toner. With new toner this copy comes out; do not print again.</translation>
    </message>
    <message>
        <source>Máy in {0} không trả lời. Hãy xem nguồn và dây; nối được là bản này ra tiếp.</source>
        <translation>Printer {0} does not answer. See to its power and cable; once connected this copy comes out.</translation>
    </message>
    <message>
        <source>Máy in {0} đang bị dừng. Lệnh in còn giữ; bật lại máy in, hoặc hủy lệnh rồi in máy khác.</source>
        <translation>Printer {0} is stopped. The job is kept; start the printer again, or cancel it and print elsewhere.</translation>
    </message>
    <message>
        <source>Lệnh in đang bị giữ ở máy in {0}. Bỏ giữ, hoặc hủy lệnh rồi in máy khác.</source>
        <translation>The job is held at printer {0}. Release it, or cancel it and print elsewhere.</translation>
    </message>
    <message>
        <source>Máy in {0} không còn biết lệnh in này. Hãy xem khay giấy rồi ghi kết quả.</source>
        <translation>Printer {0} no longer knows this job. Look at the tray, then note the result.</translation>
    </message>
    <message>
        <source>Chương trình tắt giữa lúc in. Hãy xem khay giấy rồi ghi kết quả.</source>
        <translation>The program ended while printing. Look at the tray, then note the result.</translation>
    </message>
    <message>
        <source>In trước khi có sổ theo dõi bản in nên không rõ giấy đã ra chưa.</source>
        <translation>Printed before copies were followed, so it is not known whether the paper came out.</translation>
    </message>
    <message>
        <source>Đã gửi tới máy in {0}. Máy in chưa báo xong, không biết giấy đã ra chưa.</source>
        <translation>Sent to printer {0}. It has not said that it is done; whether the paper came out is not known.</translation>
    </message>
    <message>
        <source>Không ghi được tệp giấy in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra ổ đĩa rồi in lại.</source>
        <translation>The paper could not be written to a file. The stored dossier is safe. Check the disk, then print again.</translation>
    </message>
    <message>
        <source>Máy in {0} bỏ dở lệnh in, không rõ giấy đã ra chưa. Hồ sơ vẫn an toàn. Hãy xem khay giấy.</source>
        <translation>Printer {0} gave the job up; it is not known whether the paper came out. The dossier is safe. Look at the tray.</translation>
    </message>
    <message>
        <source>Đã ghi là không thấy giấy ra. Hồ sơ vẫn an toàn; hãy chọn cách khác.</source>
        <translation>Noted that no paper came out. The dossier is safe; choose another way.</translation>
    </message>
    <message>
        <source>Đã hủy lệnh in khi máy in chưa in. Hồ sơ vẫn an toàn; gửi máy khác được.</source>
        <translation>The job was cancelled before anything was printed. The dossier is safe; it can go to another printer.</translation>
    </message>
    <message>
        <source>Đã hủy lệnh in khi máy in đang làm, không rõ giấy đã ra chưa. Hãy xem khay giấy.</source>
        <translation>The job was cancelled while the printer was at it; whether the paper came out is not known. Look at the tray.</translation>
    </message>
    <message>
        <source>Máy in {0} không nhận lệnh in. Hồ sơ đã lưu vẫn an toàn. Hãy kiểm tra máy in rồi in lại.</source>
        <translation>Printer {0} did not take the job. The stored dossier is safe. Check the printer, then print again.</translation>
    </message>
    <message>
        <source>Quét mã trên giấy, hoặc nhấn F9, để xác nhận giấy đã ra.</source>
        <translation>Scan the code on the paper, or press F9, to confirm that it came out.</translation>
    </message>
    <message>
        <source>Đang in</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Đã gửi máy in</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>Máy in chờ</source>
        <translation>The printer waits</translation>
    </message>
    <message>
        <source>Máy in báo xong</source>
        <translation>The printer says done</translation>
    </message>
    <message>
        <source>Đã lưu tệp PDF</source>
        <translation>Saved as PDF</translation>
    </message>
    <message>
        <source>Mã trên giấy quét được.</source>
        <translation>The code on the paper scans.</translation>
    </message>
    <message>
        <source>Giấy đã ra</source>
        <translation>The paper came out</translation>
    </message>
    <message>
        <source>Không rõ đã ra giấy</source>
        <translation>Unknown whether it came out</translation>
    </message>
    <message>
        <source>Đã hủy lệnh in</source>
        <translation>Job cancelled</translation>
    </message>
    <message>
        <source>Đã viết tay trên phiếu in sẵn; còn phải nhập số phiếu.</source>
        <translation>Written by hand on the pad; its number is still to be entered.</translation>
    </message>
    <message>
        <source>Viết tay, chưa có số</source>
        <translation>By hand, no number yet</translation>
    </message>
    <message>
        <source>Phiếu in sẵn số {0}.</source>
        <translation>Pad number {0}.</translation>
    </message>
    <message>
        <source>Viết tay</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>Chưa in được</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>Cách khác</source>
        <translation>Another way</translation>
    </message>
    <message>
        <source>Đã gửi tới máy in {0}.</source>
        <translation>Sent to printer {0}.</translation>
    </message>
    <message>
        <source>Gửi lại máy in</source>
        <translation>Send to the printer again</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>Trưởng bưu cục</source>
        <translation>Branch manager</translation>
    </message>
    <message>
        <source>Bộ phận một cửa của tỉnh</source>
        <translation>The province&apos;s one-stop desk</translation>
    </message>
    <message>
        <source>Bộ phận hỗ trợ</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Cơ quan giải quyết</source>
        <translation>Deciding agency</translation>
    </message>
    <message>
        <source>Giao dịch viên</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Không ai: máy tự gửi</source>
        <translation>Nobody: sent by itself</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận lúc {0}</source>
        <translation>The system took it at {0}</translation>
    </message>
    <message>
        <source>Đã thử, chưa có trả lời. Máy sẽ hỏi lại rồi gửi tiếp.</source>
        <translation>Tried, no answer yet. The program asks again, then goes on.</translation>
    </message>
    <message>
        <source>Chờ đến lượt gửi</source>
        <translation>Waits for its turn</translation>
    </message>
    <message>
        <source>{0} B</source>
        <translation>{0} B</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translation>{0} KB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} giây</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} phút {1} giây</source>
        <translation>{0} min {1} s</translation>
    </message>
</context>
<context>
    <name>receive</name>
    <message>
        <source>thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>số giấy tờ</source>
        <translation>identity number</translation>
    </message>
    <message>
        <source>họ và tên</source>
        <translation>full name</translation>
    </message>
    <message>
        <source>ngày sinh</source>
        <translation>date of birth</translation>
    </message>
    <message>
        <source>giới tính</source>
        <translation>sex</translation>
    </message>
    <message>
        <source>số điện thoại</source>
        <translation>telephone</translation>
    </message>
    <message>
        <source>xã, phường</source>
        <translation>commune, ward</translation>
    </message>
    <message>
        <source>thư điện tử</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>dân tộc</source>
        <translation>ethnicity</translation>
    </message>
    <message>
        <source>địa chỉ</source>
        <translation>address</translation>
    </message>
    <message>
        <source>{0} người nộp thay</source>
        <translation>{0} of the representative</translation>
    </message>
    <message>
        <source>thủ tục</source>
        <translation>procedure</translation>
    </message>
    <message>
        <source>trường hợp</source>
        <translation>case</translation>
    </message>
    <message>
        <source>cách nộp</source>
        <translation>way of filing</translation>
    </message>
    <message>
        <source>phiếu yêu cầu bổ sung</source>
        <translation>supplement slip</translation>
    </message>
    <message>
        <source>giấy ủy quyền</source>
        <translation>authority</translation>
    </message>
    <message>
        <source>giấy tờ</source>
        <translation>papers</translation>
    </message>
    <message>
        <source>cách nhận kết quả</source>
        <translation>way of receiving the result</translation>
    </message>
    <message>
        <source>khoản thu</source>
        <translation>money due</translation>
    </message>
    <message>
        <source>số bộ</source>
        <translation>sets</translation>
    </message>
    <message>
        <source>ghi chú</source>
        <translation>note</translation>
    </message>
    <message>
        <source>người nhận kết quả</source>
        <translation>addressee</translation>
    </message>
    <message>
        <source>điện thoại người nhận</source>
        <translation>addressee&apos;s telephone</translation>
    </message>
    <message>
        <source>xã, phường phát</source>
        <translation>commune of delivery</translation>
    </message>
    <message>
        <source>địa chỉ phát</source>
        <translation>delivery address</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Mục tiêu {0}</source>
        <translation>Goal {0}</translation>
    </message>
    <message>
        <source>Đạt mục tiêu {0}</source>
        <translation>Goal of {0} reached</translation>
    </message>
    <message>
        <source>Chưa đạt mục tiêu {0}</source>
        <translation>Below the goal of {0}</translation>
    </message>
    <message>
        <source>{0} trong {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>Tử số: {0}</source>
        <translation>Numerator: {0}</translation>
    </message>
    <message>
        <source>Mẫu số: {0}</source>
        <translation>Denominator: {0}</translation>
    </message>
    <message>
        <source>Theo: {0}</source>
        <translation>Source: {0}</translation>
    </message>
    <message>
        <source>Vẽ {0} dòng lớn nhất; {1} dòng còn lại có trong bảng.</source>
        <translation>Drawn: the {0} largest lines; the other {1} are in the table.</translation>
    </message>
    <message>
        <source>{0} (Enter: xem danh sách)</source>
        <translation>{0} (Enter: see the list)</translation>
    </message>
    <message>
        <source>Biểu đồ cột.</source>
        <translation>Bar chart.</translation>
    </message>
    <message>
        <source>Biểu đồ cột chồng.</source>
        <translation>Stacked bar chart.</translation>
    </message>
    <message>
        <source>Biểu đồ đường.</source>
        <translation>Line chart.</translation>
    </message>
    <message>
        <source>Tổng cộng</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Enter: xem danh sách hồ sơ</source>
        <translation>Enter: see the list of dossiers</translation>
    </message>
    <message>
        <source>{0} ngày</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>{0} phút</source>
        <translation>{0} minutes</translation>
    </message>
    <message>
        <source>Chưa có tỷ lệ: trong kỳ không có hồ sơ nào để chia.</source>
        <translation>No share: there is no dossier in the period to divide by.</translation>
    </message>
    <message>
        <source>Chưa tính được: trong kỳ chưa có hồ sơ nào đi hết chặng này.</source>
        <translation>Not to be had: no dossier went the whole of this leg in the period.</translation>
    </message>
    <message>
        <source>Chưa tính được: trong kỳ chưa có lần nào đo được.</source>
        <translation>Not to be had: nothing was measured in the period.</translation>
    </message>
    <message>
        <source>Không có gì để ghi ở ô này.</source>
        <translation>There is nothing to say in this cell.</translation>
    </message>
    <message>
        <source>Số liệu lúc {0}</source>
        <translation>Figures as of {0}</translation>
    </message>
    <message>
        <source>lúc này</source>
        <translation>now</translation>
    </message>
    <message>
        <source>ngày {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
</context>
<context>
    <name>reports</name>
    <message>
        <source>Sổ theo dõi hồ sơ</source>
        <translation>Register of dossiers</translation>
    </message>
    <message>
        <source>Khối lượng tiếp nhận và trả kết quả</source>
        <translation>Dossiers received and results handed back</translation>
    </message>
    <message>
        <source>Tiến độ giải quyết</source>
        <translation>On time or late</translation>
    </message>
    <message>
        <source>Tình hình, kết quả giải quyết TTHC (biểu II.06a)</source>
        <translation>State and results of procedures (table II.06a)</translation>
    </message>
    <message>
        <source>Sổ bưu chính công ích</source>
        <translation>Public postal service</translation>
    </message>
    <message>
        <source>Chỉ số điều hành</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>Phí, lệ phí và cước</source>
        <translation>Fees, charges and postage</translation>
    </message>
    <message>
        <source>Việc cần làm</source>
        <translation>Work list</translation>
    </message>
    <message>
        <source>Dữ liệu mở</source>
        <translation>Open data</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Lĩnh vực</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Mã thủ tục</source>
        <translation>Procedure code</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Mã xã</source>
        <translation>Commune code</translation>
    </message>
    <message>
        <source>Xã, phường</source>
        <translation>Commune or ward</translation>
    </message>
    <message>
        <source>Giao dịch viên</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Cơ quan giải quyết</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Có thời điểm tiếp nhận trong kỳ; không kể phiếu ở bàn và hồ sơ đã hủy.</source>
        <translation>Received within the period; desk slips and voided dossiers are not counted.</translation>
    </message>
    <message>
        <source>Trong đó</source>
        <translation>Of these</translation>
    </message>
    <message>
        <source>Trực tiếp</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Kênh thực hiện 1 (trực tiếp).</source>
        <translation>Channel 1 (in person).</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Kênh thực hiện 2 (trực tuyến), hỗ trợ người dân nộp tại quầy.</source>
        <translation>Channel 2 (online): the citizen was helped to lodge it at the counter.</translation>
    </message>
    <message>
        <source>Bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Kênh thực hiện 3 (bưu chính công ích).</source>
        <translation>Channel 3 (public postal service).</translation>
    </message>
    <message>
        <source>Phải bổ sung</source>
        <translation>Papers asked for</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ và đã có phiếu yêu cầu bổ sung (Mẫu 02).</source>
        <translation>Received in the period; a supplement slip (Form 02) was made.</translation>
    </message>
    <message>
        <source>Bị từ chối</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Bị từ chối giải quyết trong kỳ (Mẫu 03) sau khi đã tiếp nhận.</source>
        <translation>Refused in the period (Form 03) after it was received.</translation>
    </message>
    <message>
        <source>Giải quyết xong</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Có kết quả về quầy, bị từ chối, rút hoặc dừng trong kỳ.</source>
        <translation>In the period the result came to the counter, or the dossier was refused, withdrawn or stopped.</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Handed back</translation>
    </message>
    <message>
        <source>Trả cho người dân trong kỳ.</source>
        <translation>Handed to the citizen in the period.</translation>
    </message>
    <message>
        <source>Trả</source>
        <translation>Handed back</translation>
    </message>
    <message>
        <source>Tại quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Trả tại quầy trong kỳ.</source>
        <translation>Handed over at the counter in the period.</translation>
    </message>
    <message>
        <source>Qua bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Trả tận nơi qua bưu chính trong kỳ.</source>
        <translation>Delivered by post in the period.</translation>
    </message>
    <message>
        <source>Phiếu ở bàn</source>
        <translation>Desk slips</translation>
    </message>
    <message>
        <source>Phiếu yêu cầu bổ sung ngay tại bàn (Mẫu 02): chưa tiếp nhận, không phải hồ sơ.</source>
        <translation>Supplement slips made at the desk (Form 02): nothing was received, they are no dossiers.</translation>
    </message>
    <message>
        <source>Từ chối ở bàn</source>
        <translation>Refused at desk</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận ngay tại bàn (Mẫu 03): chưa tiếp nhận hồ sơ.</source>
        <translation>Refused at the desk (Form 03): no dossier was received.</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ rồi hủy; không có trong bất kỳ con số nào khác.</source>
        <translation>Received in the period, then voided; in no other figure.</translation>
    </message>
    <message>
        <source>Kỳ trước chuyển sang</source>
        <translation>Carried over</translation>
    </message>
    <message>
        <source>Tiếp nhận trước kỳ và đến đầu kỳ chưa giải quyết xong.</source>
        <translation>Received before the period and not finished when it began.</translation>
    </message>
    <message>
        <source>Phải giải quyết</source>
        <translation>To process</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ cộng kỳ trước chuyển sang.</source>
        <translation>Received in the period plus carried over.</translation>
    </message>
    <message>
        <source>Đã giải quyết</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Trước hạn</source>
        <translation>Early</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ, vào ngày trước ngày hẹn trả.</source>
        <translation>Finished in the period, on a day before the due day.</translation>
    </message>
    <message>
        <source>Đúng hạn</source>
        <translation>On time</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ, đúng ngày hẹn trả và không quá giờ hẹn.</source>
        <translation>Finished in the period, on the due day and not after its hour.</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ, sau thời điểm hẹn trả.</source>
        <translation>Finished in the period, after it was due.</translation>
    </message>
    <message>
        <source>Không có hạn</source>
        <translation>Undated</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ mà không có ngày hẹn trả.</source>
        <translation>Finished in the period without a due date.</translation>
    </message>
    <message>
        <source>Đang giải quyết</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Còn trong hạn</source>
        <translation>Still in time</translation>
    </message>
    <message>
        <source>Cuối kỳ chưa giải quyết xong và chưa quá thời điểm hẹn trả (kỳ chưa hết: tính đến lúc lập); hồ sơ đang chờ người dân bổ sung mà khi yêu cầu chưa quá hạn cũng là trong hạn.</source>
        <translation>Not finished at the end of the period and not yet overdue (a period that still runs: when the report was made). One that waits for the citizen’s papers is in time as well, if it was when they were asked for.</translation>
    </message>
    <message>
        <source>Đã quá hạn</source>
        <translation>Already overdue</translation>
    </message>
    <message>
        <source>Cuối kỳ chưa giải quyết xong và đã quá thời điểm hẹn trả (kỳ chưa hết: tính đến lúc lập).</source>
        <translation>Not finished at the end of the period and overdue (a period that still runs: when the report was made).</translation>
    </message>
    <message>
        <source>Chưa có hạn</source>
        <translation>Undated so far</translation>
    </message>
    <message>
        <source>Cuối kỳ chưa giải quyết xong và chưa có ngày hẹn trả (cơ quan giải quyết chưa tiếp nhận). Không bao giờ là quá hạn.</source>
        <translation>Not finished at the end of the period and without a due date (the agency has not accepted it yet). Never overdue.</translation>
    </message>
    <message>
        <source>Tỷ lệ đúng hạn</source>
        <translation>Share on time</translation>
    </message>
    <message>
        <source>(Phải giải quyết − đã giải quyết quá hạn − đang giải quyết đã quá hạn) ÷ phải giải quyết (cách tính của QĐ 766/QĐ-TTg: xong trước hoặc đúng hạn, cộng đang giải quyết chưa quá hạn).</source>
        <translation>(To process − finished overdue − in progress and overdue) ÷ to process, as Decision 766/QD-TTg counts it: finished early or on time, plus in progress and still in time.</translation>
    </message>
    <message>
        <source>Đúng hạn trong số đã xong</source>
        <translation>On time of finished</translation>
    </message>
    <message>
        <source>(Trước hạn + đúng hạn) ÷ số đã giải quyết xong có ngày hẹn trả.</source>
        <translation>(Early + on time) ÷ the finished that had a due date.</translation>
    </message>
    <message>
        <source>Tổng số</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Trong kỳ: trực tuyến</source>
        <translation>In the period: online</translation>
    </message>
    <message>
        <source>Trong kỳ: trực tiếp, bưu chính</source>
        <translation>In the period: in person, by post</translation>
    </message>
    <message>
        <source>Kênh thực hiện 1 (trực tiếp). Kênh thực hiện 3 (bưu chính công ích).</source>
        <translation>Channel 1 (in person). Channel 3 (public postal service).</translation>
    </message>
    <message>
        <source>Từ kỳ trước</source>
        <translation>Carried over</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ.</source>
        <translation>Finished in the period.</translation>
    </message>
    <message>
        <source>Cuối kỳ chưa giải quyết xong.</source>
        <translation>Not finished at the end of the period.</translation>
    </message>
    <message>
        <source>Trong hạn</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>Chưa có hạn (ngoài mẫu)</source>
        <translation>No due date (not on the form)</translation>
    </message>
    <message>
        <source>Nhận hồ sơ</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Tổng tiếp nhận</source>
        <translation>All received</translation>
    </message>
    <message>
        <source>Nhận qua bưu chính</source>
        <translation>Received by post</translation>
    </message>
    <message>
        <source>Tỷ lệ nhận qua bưu chính</source>
        <translation>Share received by post</translation>
    </message>
    <message>
        <source>Nhận qua bưu chính ÷ tổng tiếp nhận trong kỳ.</source>
        <translation>Received by post ÷ all received in the period.</translation>
    </message>
    <message>
        <source>Đã giao cơ quan</source>
        <translation>Handed to agency</translation>
    </message>
    <message>
        <source>Giấy tờ đến tay cơ quan giải quyết trong kỳ.</source>
        <translation>The papers reached the agency in the period.</translation>
    </message>
    <message>
        <source>Đăng ký trả qua bưu chính</source>
        <translation>Result wanted by post</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ, hẹn trả kết quả tận nơi.</source>
        <translation>Received in the period; the result is to be delivered.</translation>
    </message>
    <message>
        <source>Kết quả bưu điện nhận về</source>
        <translation>Results arrived</translation>
    </message>
    <message>
        <source>Kết quả về quầy trong kỳ.</source>
        <translation>The result came to the counter in the period.</translation>
    </message>
    <message>
        <source>Đã trả</source>
        <translation>Handed back</translation>
    </message>
    <message>
        <source>Trả cho người dân trong kỳ, mọi cách.</source>
        <translation>Handed to the citizen in the period, in whatever way.</translation>
    </message>
    <message>
        <source>Trả qua bưu chính</source>
        <translation>Delivered by post</translation>
    </message>
    <message>
        <source>Trả tận nơi trong kỳ.</source>
        <translation>Delivered by post in the period.</translation>
    </message>
    <message>
        <source>Tỷ lệ trả qua bưu chính</source>
        <translation>Share delivered by post</translation>
    </message>
    <message>
        <source>Trả qua bưu chính ÷ đã trả trong kỳ.</source>
        <translation>Delivered by post ÷ handed back in the period.</translation>
    </message>
    <message>
        <source>Có lần phát hỏng</source>
        <translation>With failed attempts</translation>
    </message>
    <message>
        <source>Kết quả về quầy trong kỳ đã có ít nhất một lần phát không thành.</source>
        <translation>The result came to the counter in the period and delivery failed at least once.</translation>
    </message>
    <message>
        <source>Lần phát hỏng</source>
        <translation>Failed attempts</translation>
    </message>
    <message>
        <source>Số lần phát không thành của các kết quả về quầy trong kỳ.</source>
        <translation>How often delivery failed, of the results that came to the counter in the period.</translation>
    </message>
    <message>
        <source>Chuyển trả cơ quan</source>
        <translation>Sent back to agency</translation>
    </message>
    <message>
        <source>Kết quả không ai nhận, chuyển trả cơ quan trong kỳ.</source>
        <translation>Results that nobody took and that went back to the agency in the period.</translation>
    </message>
    <message>
        <source>Chặng đi</source>
        <translation>Outward leg</translation>
    </message>
    <message>
        <source>Trung vị</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ lúc tiếp nhận đến lúc giao cơ quan, hồ sơ đã giao trong kỳ.</source>
        <translation>Median time from receipt to the agency, of dossiers handed to it in the period.</translation>
    </message>
    <message>
        <source>90 % không quá</source>
        <translation>90 % within</translation>
    </message>
    <message>
        <source>Bách phân vị 90 (hạng gần nhất) của thời gian từ lúc tiếp nhận đến lúc giao cơ quan, hồ sơ đã giao trong kỳ.</source>
        <translation>90th percentile (nearest rank) of the time from receipt to the agency, of dossiers handed to it in the period.</translation>
    </message>
    <message>
        <source>Chặng về</source>
        <translation>Return leg</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ lúc kết quả về quầy đến lúc trả, hồ sơ đã trả trong kỳ.</source>
        <translation>Median time from the result’s arrival at the counter until it was handed back, of dossiers handed back in the period.</translation>
    </message>
    <message>
        <source>Bách phân vị 90 (hạng gần nhất) của thời gian từ lúc kết quả về quầy đến lúc trả, hồ sơ đã trả trong kỳ.</source>
        <translation>90th percentile (nearest rank) of the time from the result’s arrival at the counter until it was handed back, of dossiers handed back in the period.</translation>
    </message>
    <message>
        <source>Chỉ số</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Tỷ lệ, số ngày, số phút hay số tiền.</source>
        <translation>A share, days, minutes or money.</translation>
    </message>
    <message>
        <source>Mục tiêu</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Tử số</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>Mẫu số</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>Tử số là</source>
        <translation>Numerator is</translation>
    </message>
    <message>
        <source>Mẫu số là</source>
        <translation>Denominator is</translation>
    </message>
    <message>
        <source>Cách tính</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Hồ sơ có thu</source>
        <translation>Dossiers that paid</translation>
    </message>
    <message>
        <source>Hồ sơ có ít nhất một khoản thu trong kỳ, kể cả hồ sơ về sau bị hủy.</source>
        <translation>Dossiers with at least one payment in the period, those voided later as well.</translation>
    </message>
    <message>
        <source>Phải thu</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees and charges</translation>
    </message>
    <message>
        <source>Phí, lệ phí phải nộp của hồ sơ tiếp nhận trong kỳ, không kể phần miễn, giảm và hồ sơ đã hủy.</source>
        <translation>Fees and charges due for dossiers received in the period, without what is waived and without voided dossiers.</translation>
    </message>
    <message>
        <source>Cước</source>
        <translation>Postage</translation>
    </message>
    <message>
        <source>Cước bưu chính phải trả của hồ sơ tiếp nhận trong kỳ, tính như trên.</source>
        <translation>Postage due for dossiers received in the period, counted in the same way.</translation>
    </message>
    <message>
        <source>Còn phải thu</source>
        <translation>Still owed</translation>
    </message>
    <message>
        <source>Phần của hồ sơ tiếp nhận trong kỳ mà đến lúc lập chưa thu; hồ sơ từ chối, rút, dừng không tính.</source>
        <translation>What dossiers received in the period had not paid when the report was made; refused, withdrawn and stopped ones are left out.</translation>
    </message>
    <message>
        <source>Đã thu, theo loại</source>
        <translation>Collected, by kind</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Phí thu trong kỳ.</source>
        <translation>Fees collected in the period.</translation>
    </message>
    <message>
        <source>Lệ phí</source>
        <translation>Charges</translation>
    </message>
    <message>
        <source>Lệ phí thu trong kỳ.</source>
        <translation>Charges collected in the period.</translation>
    </message>
    <message>
        <source>Cước bưu chính thu trong kỳ.</source>
        <translation>Postage collected in the period.</translation>
    </message>
    <message>
        <source>Đã thu, theo cách</source>
        <translation>Collected, by means</translation>
    </message>
    <message>
        <source>Tiền mặt</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Thu trong kỳ bằng tiền mặt.</source>
        <translation>Collected in cash in the period.</translation>
    </message>
    <message>
        <source>Chuyển khoản</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Thu trong kỳ không bằng tiền mặt, đã có người đối chiếu.</source>
        <translation>Collected in the period without cash, and checked by somebody.</translation>
    </message>
    <message>
        <source>Tổng thu</source>
        <translation>All collected</translation>
    </message>
    <message>
        <source>Phí + lệ phí + cước = tiền mặt + chuyển khoản.</source>
        <translation>Fees + charges + postage = cash + transfers.</translation>
    </message>
    <message>
        <source>Hoàn lại</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Phí, lệ phí hoàn lại trong kỳ, mọi cách.</source>
        <translation>Fees and charges refunded in the period, in whatever way.</translation>
    </message>
    <message>
        <source>Cước hoàn lại trong kỳ, mọi cách.</source>
        <translation>Postage refunded in the period, in whatever way.</translation>
    </message>
    <message>
        <source>Tiền của Nhà nước</source>
        <translation>The State’s money</translation>
    </message>
    <message>
        <source>Đã nộp cơ quan</source>
        <translation>Remitted</translation>
    </message>
    <message>
        <source>Phí, lệ phí nộp cho cơ quan giải quyết trong kỳ, mọi cách.</source>
        <translation>Fees and charges remitted to the agency in the period, in whatever way.</translation>
    </message>
    <message>
        <source>Cộng biến động</source>
        <translation>Net movement</translation>
    </message>
    <message>
        <source>Tổng thu − hoàn lại − đã nộp: tổng các dòng tiền của hồ sơ trong kỳ.</source>
        <translation>All collected − refunded − remitted: the sum of all money movements of dossiers in the period.</translation>
    </message>
    <message>
        <source>Được miễn, giảm</source>
        <translation>Waived</translation>
    </message>
    <message>
        <source>Được miễn, giảm của hồ sơ tiếp nhận trong kỳ (không tính hồ sơ đã hủy).</source>
        <translation>Waived or reduced, of dossiers received in the period (voided ones are left out).</translation>
    </message>
    <message>
        <source>Còn phải nộp</source>
        <translation>To remit</translation>
    </message>
    <message>
        <source>Phí, lệ phí thu tiền mặt − hoàn tiền mặt − đã nộp, từ đầu đến hết kỳ. Tiền chuyển khoản vào thẳng tài khoản thu của Nhà nước.</source>
        <translation>Fees and charges collected in cash − refunded in cash − remitted, from the beginning to the end of the period. Transfers go straight to the State’s own account.</translation>
    </message>
    <message>
        <source>Hồ sơ chưa nộp</source>
        <translation>Not yet remitted</translation>
    </message>
    <message>
        <source>Hồ sơ có phí, lệ phí tiền mặt chưa nộp hết vào cuối kỳ.</source>
        <translation>Dossiers whose fees and charges in cash were not fully remitted at the end of the period.</translation>
    </message>
    <message>
        <source>TT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Mã chính thức; chưa có thì số tạm của quầy.</source>
        <translation>The official code; until there is one, the counter’s own.</translation>
    </message>
    <message>
        <source>Tên thủ tục hành chính</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Số lượng (bộ)</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Tên cá nhân, tổ chức</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Cơ quan chủ trì giải quyết</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả</source>
        <translation>Result due</translation>
    </message>
    <message>
        <source>Chuyển đến cơ quan giải quyết</source>
        <translation>Handed to agency</translation>
    </message>
    <message>
        <source>Nhận kết quả từ cơ quan</source>
        <translation>Result arrived</translation>
    </message>
    <message>
        <source>Ngày trả</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Phương thức nhận kết quả</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>Sắp đến hạn: còn dưới 2 ngày. Kết quả chờ: chưa ai nhận.</source>
        <translation>Due soon: less than 2 days left. Result waiting: nobody has fetched it yet.</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Của người nhận kết quả, không có thì của người nộp.</source>
        <translation>Of whoever takes the result; without one, the applicant’s.</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Số ngày</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Còn lại, đã quá, hoặc đã chờ người đến nhận.</source>
        <translation>Days left, days overdue, or days the result has waited.</translation>
    </message>
    <message>
        <source>Cách trả</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>Tháng tiếp nhận, YYYY-MM.</source>
        <translation>Month of receipt, YYYY-MM.</translation>
    </message>
    <message>
        <source>Lĩnh vực của thủ tục; “khác”: gộp vì quá ít hồ sơ.</source>
        <translation>Field of the procedure; “other”: taken together, there were too few.</translation>
    </message>
    <message>
        <source>Mã thủ tục hành chính quốc gia; “khác”: gộp vì quá ít hồ sơ.</source>
        <translation>National code of the procedure; “other”: taken together, there were too few.</translation>
    </message>
    <message>
        <source>Tên gọi của thủ tục theo danh mục của quầy; “khác” khi mã là “khác”.</source>
        <translation>Name of the procedure in the counter’s catalogue; “other” where the code is “other”.</translation>
    </message>
    <message>
        <source>Mã đơn vị hành chính cấp xã của người nộp (QĐ 19/2025/QĐ-TTg); “khác”: gộp vì quá ít hồ sơ.</source>
        <translation>Code of the applicant’s commune (Decision 19/2025/QD-TTg); “other”: taken together, there were too few.</translation>
    </message>
    <message>
        <source>Tên xã, phường theo mã; “khác” khi mã là “khác”.</source>
        <translation>Name of the commune or ward; “other” where the code is “other”.</translation>
    </message>
    <message>
        <source>1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích.</source>
        <translation>1 in person, 2 online, 3 public postal service.</translation>
    </message>
    <message>
        <source>Cách người dân chọn: “quầy” hoặc “bưu chính”.</source>
        <translation>What the citizen chose: “counter” or “post”.</translation>
    </message>
    <message>
        <source>1: có phiếu yêu cầu bổ sung; 0: không.</source>
        <translation>1: there was a supplement slip; 0: there was none.</translation>
    </message>
    <message>
        <source>“xong”: đã giải quyết xong; “đang giải quyết”: chưa xong vào lúc lập.</source>
        <translation>“finished”; “in progress”: not finished when the report was made.</translation>
    </message>
    <message>
        <source>Số ngày lịch từ ngày tiếp nhận đến ngày giải quyết xong; trống khi chưa xong.</source>
        <translation>Calendar days from receipt until it was finished; empty while it is not.</translation>
    </message>
    <message>
        <source>“có”: xong không quá thời điểm hẹn trả; “không”: xong quá hạn; trống khi chưa xong hoặc không có hạn.</source>
        <translation>“yes”: finished by the due time; “no”: finished overdue; empty while it is not finished or has no due date.</translation>
    </message>
    <message>
        <source>(Giải quyết xong trong kỳ không quá hạn + cuối kỳ đang giải quyết chưa quá hạn) ÷ (tiếp nhận trong kỳ + kỳ trước chuyển sang). Hồ sơ chưa có ngày hẹn không bị coi là quá hạn.</source>
        <translation>(Finished in the period and not overdue + in progress at its end and not overdue) ÷ (received in the period + carried over). A dossier without a due date never counts as overdue.</translation>
    </message>
    <message>
        <source>Xong không quá hạn, hoặc đang giải quyết chưa quá hạn</source>
        <translation>Finished, or in progress, and not overdue</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ và kỳ trước chuyển sang</source>
        <translation>Received in the period and carried over</translation>
    </message>
    <message>
        <source>QĐ 766/QĐ-TTg</source>
        <translation>Decision 766/QD-TTg</translation>
    </message>
    <message>
        <source>Đúng hạn trong số đã giải quyết xong</source>
        <translation>On time of the finished</translation>
    </message>
    <message>
        <source>Giải quyết xong trong kỳ, trước hoặc đúng thời điểm hẹn trả ÷ giải quyết xong trong kỳ có ngày hẹn trả.</source>
        <translation>Finished in the period by the due time ÷ finished in the period with a due date.</translation>
    </message>
    <message>
        <source>Xong trước hoặc đúng hạn</source>
        <translation>Finished early or on time</translation>
    </message>
    <message>
        <source>Đã xong, có ngày hẹn</source>
        <translation>Finished, with a due date</translation>
    </message>
    <message>
        <source>cách tính thường dùng</source>
        <translation>the usual way of counting</translation>
    </message>
    <message>
        <source>Tỷ lệ tiếp nhận qua bưu chính công ích</source>
        <translation>Share received by post</translation>
    </message>
    <message>
        <source>Hồ sơ tiếp nhận trong kỳ có kênh thực hiện 3 ÷ hồ sơ tiếp nhận trong kỳ.</source>
        <translation>Dossiers received in the period through channel 3 ÷ dossiers received in the period.</translation>
    </message>
    <message>
        <source>Tiếp nhận qua kênh 3</source>
        <translation>Received through channel 3</translation>
    </message>
    <message>
        <source>Tiếp nhận trong kỳ</source>
        <translation>Received in the period</translation>
    </message>
    <message>
        <source>Tỷ lệ trả kết quả qua bưu chính công ích</source>
        <translation>Share of results delivered by post</translation>
    </message>
    <message>
        <source>Kết quả trả tận nơi qua bưu chính trong kỳ ÷ kết quả trả cho người dân trong kỳ.</source>
        <translation>Results delivered by post in the period ÷ results handed back in the period.</translation>
    </message>
    <message>
        <source>Đã trả trong kỳ</source>
        <translation>Handed back in the period</translation>
    </message>
    <message>
        <source>hình thức trả kết quả (HinhThuc = 1)</source>
        <translation>way of handing back (HinhThuc = 1)</translation>
    </message>
    <message>
        <source>Tỷ lệ nộp trực tuyến</source>
        <translation>Share lodged online</translation>
    </message>
    <message>
        <source>Hồ sơ tiếp nhận trong kỳ có kênh thực hiện 2 ÷ hồ sơ tiếp nhận trong kỳ. Mục tiêu 50 %.</source>
        <translation>Dossiers received in the period through channel 2 ÷ dossiers received in the period. Goal 50 %.</translation>
    </message>
    <message>
        <source>Tiếp nhận qua kênh 2</source>
        <translation>Received through channel 2</translation>
    </message>
    <message>
        <source>Thủ tục cung cấp trực tuyến (mức độ 3, 4)</source>
        <translation>Procedures offered online (levels 3 and 4)</translation>
    </message>
    <message>
        <source>Thủ tục có cách nộp trực tuyến (toàn trình và một phần, không tách được) ÷ thủ tục có đủ cách nộp trong danh mục của quầy đang có hiệu lực vào ngày cuối kỳ. Mục tiêu 80 %.</source>
        <translation>Procedures that can be lodged online (wholly or in part, which cannot be told apart) ÷ procedures of the counter’s catalogue, as of the last day of the period, whose ways of lodging are all known. Goal 80 %.</translation>
    </message>
    <message>
        <source>Thủ tục nộp được trực tuyến</source>
        <translation>Procedures that can be lodged online</translation>
    </message>
    <message>
        <source>Thủ tục trong danh mục của quầy</source>
        <translation>Procedures in the counter’s catalogue</translation>
    </message>
    <message>
        <source>mục tiêu của tỉnh; danh mục của quầy</source>
        <translation>the province’s goal; the counter’s catalogue</translation>
    </message>
    <message>
        <source>Gửi một cửa đúng hạn</source>
        <translation>Sent to the one-stop system in time</translation>
    </message>
    <message>
        <source>Sự kiện phát sinh trong kỳ được hệ thống một cửa xác nhận trong thời hạn ÷ sự kiện phát sinh trong kỳ. Sự kiện còn chờ mà chưa hết thời hạn thì chưa tính.</source>
        <translation>Events of the period that the one-stop system confirmed within the limit ÷ events of the period. An event that still waits within its limit is not counted yet.</translation>
    </message>
    <message>
        <source>Được xác nhận trong thời hạn</source>
        <translation>Confirmed within the limit</translation>
    </message>
    <message>
        <source>Sự kiện đã đến lúc tính</source>
        <translation>Events to be judged by now</translation>
    </message>
    <message>
        <source>QĐ 766/QĐ-TTg, DOSSIER_SYNC</source>
        <translation>Decision 766/QD-TTg, DOSSIER_SYNC</translation>
    </message>
    <message>
        <source>Mục chờ gửi lâu nhất</source>
        <translation>Oldest item to be sent</translation>
    </message>
    <message>
        <source>Thời gian từ khi phát sinh đến lúc lập của sự kiện chưa được xác nhận lâu nhất.</source>
        <translation>Age, when the report was made, of the oldest event that is not confirmed.</translation>
    </message>
    <message>
        <source>Đủ giấy tờ ngay lần đầu</source>
        <translation>Complete the first time</translation>
    </message>
    <message>
        <source>Hồ sơ được bên giải quyết tiếp nhận trong kỳ mà không có phiếu yêu cầu bổ sung (Mẫu 02), cả tại bàn lẫn sau khi nhận ÷ hồ sơ được bên giải quyết tiếp nhận trong kỳ.</source>
        <translation>Dossiers the agency accepted in the period without any supplement slip (Form 02), at the desk or after receipt ÷ dossiers the agency accepted in the period.</translation>
    </message>
    <message>
        <source>Không phải bổ sung</source>
        <translation>No more papers asked for</translation>
    </message>
    <message>
        <source>Được tiếp nhận để giải quyết</source>
        <translation>Accepted by the agency</translation>
    </message>
    <message>
        <source>chỉ số riêng của quầy</source>
        <translation>the counter’s own indicator</translation>
    </message>
    <message>
        <source>Chặng đi, trung vị</source>
        <translation>Outward leg, median</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ lúc quầy tiếp nhận đến lúc giấy tờ đến tay cơ quan giải quyết, các hồ sơ đã giao cơ quan trong kỳ.</source>
        <translation>Median time from receipt at the counter until the papers reached the agency, of dossiers handed to it in the period.</translation>
    </message>
    <message>
        <source>Đã giao cơ quan trong kỳ</source>
        <translation>Handed to the agency</translation>
    </message>
    <message>
        <source>TT 17/2017/TT-BTTTT</source>
        <translation>Circular 17/2017/TT-BTTTT</translation>
    </message>
    <message>
        <source>Chặng đi, 90 % không quá</source>
        <translation>Outward leg, 90 % within</translation>
    </message>
    <message>
        <source>Bách phân vị 90 (hạng gần nhất) của thời gian từ lúc quầy tiếp nhận đến lúc giấy tờ đến tay cơ quan giải quyết, các hồ sơ đã giao cơ quan trong kỳ.</source>
        <translation>90th percentile (nearest rank) of the time from receipt at the counter until the papers reached the agency, of dossiers handed to it in the period.</translation>
    </message>
    <message>
        <source>Chặng đi quá thời hạn</source>
        <translation>Outward leg over its limit</translation>
    </message>
    <message>
        <source>Số hồ sơ có thời gian quá thời hạn của chặng ÷ số hồ sơ đo được: từ lúc quầy tiếp nhận đến lúc giấy tờ đến tay cơ quan giải quyết, các hồ sơ đã giao cơ quan trong kỳ.</source>
        <translation>Dossiers that took longer than the limit of this leg ÷ dossiers measured: from receipt at the counter until the papers reached the agency, of dossiers handed to it in the period.</translation>
    </message>
    <message>
        <source>Quá thời hạn của chặng</source>
        <translation>Over the limit</translation>
    </message>
    <message>
        <source>Đo được</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>Chặng về, trung vị</source>
        <translation>Return leg, median</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ lúc kết quả về đến quầy đến lúc trả cho người dân, các hồ sơ đã trả trong kỳ.</source>
        <translation>Median time from the result’s arrival at the counter until it was handed to the citizen, of dossiers handed back in the period.</translation>
    </message>
    <message>
        <source>Chặng về, 90 % không quá</source>
        <translation>Return leg, 90 % within</translation>
    </message>
    <message>
        <source>Bách phân vị 90 (hạng gần nhất) của thời gian từ lúc kết quả về đến quầy đến lúc trả cho người dân, các hồ sơ đã trả trong kỳ.</source>
        <translation>90th percentile (nearest rank) of the time from the result’s arrival at the counter until it was handed to the citizen, of dossiers handed back in the period.</translation>
    </message>
    <message>
        <source>Chặng về quá thời hạn</source>
        <translation>Return leg over its limit</translation>
    </message>
    <message>
        <source>Số hồ sơ có thời gian quá thời hạn của chặng ÷ số hồ sơ đo được: từ lúc kết quả về đến quầy đến lúc trả cho người dân, các hồ sơ đã trả trong kỳ.</source>
        <translation>Dossiers that took longer than the limit of this leg ÷ dossiers measured: from the result’s arrival at the counter until it was handed to the citizen, of dossiers handed back in the period.</translation>
    </message>
    <message>
        <source>Lần phát không thành</source>
        <translation>Failed delivery attempts</translation>
    </message>
    <message>
        <source>Lần phát không thành ÷ (lần phát không thành + lần phát thành), của các kết quả về quầy trong kỳ.</source>
        <translation>Failed attempts ÷ (failed + successful attempts), of results that came to the counter in the period.</translation>
    </message>
    <message>
        <source>Mọi lần phát</source>
        <translation>All attempts</translation>
    </message>
    <message>
        <source>Kết quả chuyển trả cơ quan</source>
        <translation>Results sent back to the agency</translation>
    </message>
    <message>
        <source>Kết quả không ai nhận chuyển trả cơ quan trong kỳ ÷ (kết quả trả cho người dân + kết quả chuyển trả cơ quan trong kỳ).</source>
        <translation>Results nobody took, sent back to the agency in the period ÷ (results handed to citizens + results sent back in the period).</translation>
    </message>
    <message>
        <source>Trả cho người dân và chuyển trả cơ quan</source>
        <translation>Handed to citizens or sent back to the agency</translation>
    </message>
    <message>
        <source>Phí, lệ phí thu bằng tiền mặt chưa nộp cơ quan</source>
        <translation>Fees and charges in cash, not yet remitted</translation>
    </message>
    <message>
        <source>Phí, lệ phí thu bằng tiền mặt − hoàn bằng tiền mặt − đã nộp cơ quan, từ đầu đến hết kỳ.</source>
        <translation>Fees and charges collected in cash − refunded in cash − remitted to the agency, from the beginning to the end of the period.</translation>
    </message>
    <message>
        <source>Khoản chưa nộp lâu nhất</source>
        <translation>Oldest sum not remitted</translation>
    </message>
    <message>
        <source>Thời gian từ lần thu đầu tiên của hồ sơ chưa nộp lâu nhất đến cuối kỳ (kỳ chưa hết: đến lúc lập).</source>
        <translation>Time from the first payment of the dossier that has waited longest to the end of the period (a period that still runs: until the report was made).</translation>
    </message>
    <message>
        <source>Thời gian chờ đến lượt</source>
        <translation>Waiting time</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ khi lấy số đến khi bắt đầu tiếp nhận.</source>
        <translation>Median time from taking a number until the dossier is begun.</translation>
    </message>
    <message>
        <source>Thời gian tiếp nhận một hồ sơ, trung vị</source>
        <translation>Time to receive a dossier, median</translation>
    </message>
    <message>
        <source>Trung vị của thời gian từ khi giao dịch viên bắt đầu điền đến khi lưu, hồ sơ tiếp nhận trong kỳ.</source>
        <translation>Median time from the clerk’s first entry until the dossier is stored, of dossiers received in the period.</translation>
    </message>
    <message>
        <source>Hồ sơ đo được</source>
        <translation>Dossiers measured</translation>
    </message>
    <message>
        <source>Thời gian tiếp nhận, 90 % không quá</source>
        <translation>Time to receive, 90 % within</translation>
    </message>
    <message>
        <source>Bách phân vị 90 (hạng gần nhất) của cùng thời gian đó.</source>
        <translation>90th percentile (nearest rank) of the same time.</translation>
    </message>
    <message>
        <source>Mức độ hài lòng</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>Lượt trả kết quả trong kỳ được đánh giá 4 hoặc 5 (hài lòng, rất hài lòng) trên thang 5 mức ÷ lượt được đánh giá. Điểm QĐ 766: min(6, 6 × tỷ lệ ÷ 90 %); không khảo sát ai thì 0 điểm.</source>
        <translation>Results handed back in the period and rated 4 or 5 (satisfied, very satisfied) of 5 ÷ those that were rated. Points of Decision 766: min(6, 6 × share ÷ 90 %); 0 points when nobody was asked.</translation>
    </message>
    <message>
        <source>Đánh giá 4 hoặc 5</source>
        <translation>Rated 4 or 5</translation>
    </message>
    <message>
        <source>Có đánh giá</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>QĐ 766/QĐ-TTg, DOSSIER_RECEIVING_SATISFACTION</source>
        <translation>Decision 766/QD-TTg, DOSSIER_RECEIVING_SATISFACTION</translation>
    </message>
    <message>
        <source>Tỷ lệ được khảo sát</source>
        <translation>Share surveyed</translation>
    </message>
    <message>
        <source>Lượt trả kết quả trong kỳ có đánh giá ÷ lượt trả kết quả trong kỳ.</source>
        <translation>Results handed back in the period with a rating ÷ results handed back in the period.</translation>
    </message>
    <message>
        <source>Hỗ trợ nộp trực tuyến</source>
        <translation>Helped to lodge online</translation>
    </message>
    <message>
        <source>Hồ sơ nộp trực tuyến có giao dịch viên hỗ trợ (kênh 2 ghi tại quầy) ÷ mọi hồ sơ tại quầy trong kỳ. Ở quầy, mọi hồ sơ kênh 2 đều do giao dịch viên hỗ trợ.</source>
        <translation>Dossiers lodged online with a clerk’s help (channel 2 at the counter) ÷ all dossiers of the counter in the period. At the counter every dossier of channel 2 is one a clerk helped with.</translation>
    </message>
    <message>
        <source>Nộp trực tuyến tại quầy</source>
        <translation>Lodged online at the counter</translation>
    </message>
    <message>
        <source>Mọi hồ sơ tại quầy</source>
        <translation>All dossiers of the counter</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào để tính.</source>
        <translation>There is no dossier to count.</translation>
    </message>
    <message>
        <source>Quầy không phát số thứ tự, nên không đo được.</source>
        <translation>No numbers are given out here.</translation>
    </message>
    <message>
        <source>Không khảo sát ai: 0 điểm theo QĐ 766.</source>
        <translation>Nobody was asked: 0 points.</translation>
    </message>
    <message>
        <source>Không có danh mục ở đây.</source>
        <translation>There is no catalogue here.</translation>
    </message>
    <message>
        <source>Chưa có sự kiện nào đến lúc tính.</source>
        <translation>There is no event to count yet.</translation>
    </message>
    <message>
        <source>Không có lần phát nào.</source>
        <translation>Nothing was sent out for delivery.</translation>
    </message>
    <message>
        <source>Không có khoản nào chưa nộp.</source>
        <translation>Everything is remitted.</translation>
    </message>
    <message>
        <source>Không có gì chờ gửi.</source>
        <translation>Nothing waits to be sent.</translation>
    </message>
    <message>
        <source>{0} sự kiện chờ gửi.</source>
        <translation>Events waiting to be sent: {0}.</translation>
    </message>
    <message>
        <source>Thời hạn của chặng: {0} ngày liên tục.</source>
        <translation>Limit of this leg, in calendar days: {0}.</translation>
    </message>
    <message>
        <source>Điểm QĐ 766: {0} trên 6.</source>
        <translation>Points of Decision 766: {0} of 6.</translation>
    </message>
    <message>
        <source>Thời hạn gửi một cửa: {0} giờ. Thời hạn mỗi chặng bưu chính: {1} ngày liên tục.</source>
        <translation>Limit for sending to the one-stop system: {0} hours. Limit of each leg of the post, in calendar days: {1}.</translation>
    </message>
    <message>
        <source>Trong đó {0} hồ sơ đã hủy.</source>
        <translation>Voided among them: {0}.</translation>
    </message>
    <message>
        <source>Bỏ ra vì quá riêng: {0} hồ sơ.</source>
        <translation>Left out, being too few of a kind: {0}.</translation>
    </message>
    <message>
        <source>Con số là hồ sơ. Phiếu ở bàn không phải hồ sơ; hồ sơ đã hủy chỉ ở cột “Đã hủy”, không ở tổng nào.</source>
        <translation>Figures are dossiers. Desk slips are no dossiers; voided dossiers stand in the column “Voided” only and in no total.</translation>
    </message>
    <message>
        <source>Tình trạng tính đến hết ngày cuối kỳ; kỳ chưa hết thì tính đến lúc lập. Ngày hẹn trả là ngày hẹn mới nhất.</source>
        <translation>States are those at the end of the last day; of a period that still runs, those when the report was made. The due date is the latest one given.</translation>
    </message>
    <message>
        <source>“Kỳ trước chuyển sang”, “Phải giải quyết” và “Đang giải quyết” của mỗi dòng là tình trạng của ngày hoặc tháng đó, nên dòng tổng không phải là tổng các dòng.</source>
        <translation>“Carried over”, “To process” and “In progress” of each line are the state of that day or month, so the line of totals is not the sum of the lines.</translation>
    </message>
    <message>
        <source>Tiền thừa trả lại người dân không phải là thu.</source>
        <translation>Change given to the citizen is not collected.</translation>
    </message>
    <message>
        <source>Tiền nộp thêm, lấy ra và chênh lệch kiểm quỹ không thuộc hồ sơ nào: xem báo cáo cuối ngày.</source>
        <translation>Cash put in or taken out and differences of counting belong to no dossier: see the report of the day.</translation>
    </message>
    <message>
        <source>Theo tình trạng lúc lập, không theo kỳ.</source>
        <translation>As things stand when the report is made, whatever the period.</translation>
    </message>
    <message>
        <source>Mỗi dòng chung tháng, lĩnh vực, thủ tục và xã với ít nhất 5 hồ sơ; ít hơn thì gộp thành “khác”.</source>
        <translation>Each line shares its month, field, procedure and commune with at least 5 dossiers; where fewer do, it says “other”.</translation>
    </message>
    <message>
        <source>(chưa ghi)</source>
        <translation>(not given)</translation>
    </message>
    <message>
        <source>Tổng cộng</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Không được tiếp nhận</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Papers awaited</translation>
    </message>
    <message>
        <source>Chờ nộp nghĩa vụ tài chính</source>
        <translation>Payment awaited</translation>
    </message>
    <message>
        <source>Xin rút hồ sơ</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Sắp đến hạn</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>Kết quả chờ người nhận</source>
        <translation>Result waiting</translation>
    </message>
    <message>
        <source>khác</source>
        <translation>other</translation>
    </message>
    <message>
        <source>quầy</source>
        <translation>counter</translation>
    </message>
    <message>
        <source>bưu chính</source>
        <translation>post</translation>
    </message>
    <message>
        <source>xong</source>
        <translation>finished</translation>
    </message>
    <message>
        <source>đang giải quyết</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>routes</name>
    <message>
        <source>Mã vừa quét là {0}, không phải của giấy vừa in ({1}). Giấy vừa in vẫn chưa được xác nhận; hãy so lại hai tờ.</source>
        <translation>The code just scanned is {0}, not that of the paper just printed ({1}). That paper is still not confirmed; compare the two.</translation>
    </message>
    <message>
        <source>Quầy này không có hồ sơ mã {0}. Hãy so lại mã trên giấy, hoặc tìm theo tên ở F3.</source>
        <translation>This counter has no dossier {0}. Compare the code on the paper, or search by name in F3.</translation>
    </message>
    <message>
        <source>Thẻ đọc bị thiếu một phần. Chưa ghi gì; hãy giữ thẻ phẳng và quét lại.</source>
        <translation>A part of the card is missing. Nothing was recorded; hold the card flat and scan again.</translation>
    </message>
    <message>
        <source>Ngày trên thẻ đọc ra không có thật. Chưa ghi gì; hãy quét lại hoặc gõ theo thẻ.</source>
        <translation>A date read from the card does not exist. Nothing was recorded; scan again or type it from the card.</translation>
    </message>
    <message>
        <source>Mã vừa quét sai số kiểm tra. Chưa ghi gì; hãy quét lại hoặc gõ theo giấy.</source>
        <translation>The scanned code has a wrong check digit. Nothing was recorded; scan again or type it from the paper.</translation>
    </message>
    <message>
        <source>Mã vừa quét không phải thẻ, mã hồ sơ, mã bưu gửi hay mã thủ tục. Chưa ghi gì; hãy xem lại giấy.</source>
        <translation>This is no card, dossier code, postal item or procedure code. Nothing was recorded; look at the paper again.</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>chưa đến 1 phút</source>
        <translation>less than 1 minute</translation>
    </message>
    <message>
        <source>{0} phút</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} giờ</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} ngày</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>Chưa khai báo hệ thống một cửa</source>
        <translation>No one-stop system named</translation>
    </message>
    <message>
        <source>Chưa kết nối lần nào từ lúc mở máy</source>
        <translation>Not connected since the start</translation>
    </message>
    <message>
        <source>Không gửi được, cần người xem</source>
        <translation>Cannot send, needs somebody</translation>
    </message>
    <message>
        <source>Ngoại tuyến</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Chờ gửi {0}, cũ nhất {1}</source>
        <translation>{0} to send, oldest {1}</translation>
    </message>
    <message>
        <source>Không còn gì chờ gửi</source>
        <translation>Nothing to send</translation>
    </message>
    <message>
        <source>{0} hồ sơ cần xem lại</source>
        <translation>{0} dossiers need a look</translation>
    </message>
    <message>
        <source>lần gửi cuối {0}</source>
        <translation>last sent {0}</translation>
    </message>
    <message>
        <source>sẵn sàng</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>hết giấy</source>
        <translation>out of paper</translation>
    </message>
    <message>
        <source>kẹt giấy</source>
        <translation>paper jam</translation>
    </message>
    <message>
        <source>đang mở nắp</source>
        <translation>cover open</translation>
    </message>
    <message>
        <source>hết mực</source>
        <translation>out of toner</translation>
    </message>
    <message>
        <source>không trả lời</source>
        <translation>does not answer</translation>
    </message>
    <message>
        <source>đang dừng</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>không biết tình trạng</source>
        <translation>state unknown</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Dossier received</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Papers asked for</translation>
    </message>
    <message>
        <source>Đã bổ sung giấy tờ</source>
        <translation>Papers completed</translation>
    </message>
    <message>
        <source>Từ chối hồ sơ</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Người nộp xin rút hồ sơ</source>
        <translation>Applicant asked to withdraw</translation>
    </message>
    <message>
        <source>Đã rút hồ sơ</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Sửa thông tin</source>
        <translation>Details corrected</translation>
    </message>
    <message>
        <source>Hủy hồ sơ</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>Niêm phong</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>Đưa vào bảng kê bàn giao</source>
        <translation>Put on a manifest</translation>
    </message>
    <message>
        <source>Lấy ra khỏi bảng kê bàn giao</source>
        <translation>Taken off a manifest</translation>
    </message>
    <message>
        <source>Giao cho cơ quan giải quyết</source>
        <translation>Handed to the deciding agency</translation>
    </message>
    <message>
        <source>Cơ quan đã tiếp nhận</source>
        <translation>Accepted by the agency</translation>
    </message>
    <message>
        <source>Cơ quan trả lại hồ sơ</source>
        <translation>Returned by the agency</translation>
    </message>
    <message>
        <source>Yêu cầu nộp tiền</source>
        <translation>Payment asked for</translation>
    </message>
    <message>
        <source>Thu tiền</source>
        <translation>Payment taken</translation>
    </message>
    <message>
        <source>Trả lại tiền</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Chờ chuyển khoản</source>
        <translation>Awaiting a transfer</translation>
    </message>
    <message>
        <source>Bỏ chờ chuyển khoản</source>
        <translation>Transfer no longer awaited</translation>
    </message>
    <message>
        <source>Hẹn lại ngày trả</source>
        <translation>New due date set</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Kết quả đã về quầy</source>
        <translation>The result has arrived</translation>
    </message>
    <message>
        <source>Mời đến nhận kết quả</source>
        <translation>Invited to collect</translation>
    </message>
    <message>
        <source>Đã đi phát, chưa giao được</source>
        <translation>Delivery tried, not delivered</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Result handed over</translation>
    </message>
    <message>
        <source>Trả kết quả lại cơ quan</source>
        <translation>Result returned to the agency</translation>
    </message>
    <message>
        <source>Người dân đánh giá</source>
        <translation>Rated by the citizen</translation>
    </message>
    <message>
        <source>In giấy</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>Hệ thống một cửa cấp mã</source>
        <translation>The one-stop system gave a number</translation>
    </message>
    <message>
        <source>Hệ thống một cửa báo về</source>
        <translation>The one-stop system reported</translation>
    </message>
    <message>
        <source>Đính kèm bản quét</source>
        <translation>Scan attached</translation>
    </message>
    <message>
        <source>Hệ thống một cửa đã nhận bản quét</source>
        <translation>The one-stop system took the scans</translation>
    </message>
    <message>
        <source>Giấy tiếp nhận và hẹn trả (Mẫu 01)</source>
        <translation>Receipt with due date (Form 01)</translation>
    </message>
    <message>
        <source>Phiếu yêu cầu bổ sung (Mẫu 02)</source>
        <translation>Supplement slip (Form 02)</translation>
    </message>
    <message>
        <source>Phiếu từ chối (Mẫu 03)</source>
        <translation>Refusal slip (Form 03)</translation>
    </message>
    <message>
        <source>Phiếu xin lỗi và hẹn lại (Mẫu 04)</source>
        <translation>Apology and new date (Form 04)</translation>
    </message>
    <message>
        <source>Thông báo dừng giải quyết (Mẫu 05)</source>
        <translation>Notice of stopping (Form 05)</translation>
    </message>
    <message>
        <source>Phiếu kiểm soát (Mẫu 06)</source>
        <translation>Control sheet (Form 06)</translation>
    </message>
    <message>
        <source>Sổ theo dõi (Mẫu 07)</source>
        <translation>Register (Form 07)</translation>
    </message>
    <message>
        <source>Phiếu gửi hồ sơ</source>
        <translation>Consignment slip</translation>
    </message>
    <message>
        <source>Phiếu giao nhận</source>
        <translation>Handover slip</translation>
    </message>
    <message>
        <source>Biên nhận trả kết quả</source>
        <translation>Receipt for a result</translation>
    </message>
    <message>
        <source>Giấy thu tiền</source>
        <translation>Payment receipt</translation>
    </message>
    <message>
        <source>Giấy mời nhận kết quả</source>
        <translation>Invitation to collect</translation>
    </message>
    <message>
        <source>Phiếu nhận nhiều hồ sơ</source>
        <translation>Receipt for several dossiers</translation>
    </message>
    <message>
        <source>Nhãn bì hồ sơ</source>
        <translation>Envelope label</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>To be sent</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs care</translation>
    </message>
    <message>
        <source>Chỉ lưu tại quầy</source>
        <translation>Kept at the counter only</translation>
    </message>
    <message>
        <source>người nộp</source>
        <translation>the applicant</translation>
    </message>
    <message>
        <source>người được ủy quyền</source>
        <translation>the authorised person</translation>
    </message>
    <message>
        <source>người khác</source>
        <translation>somebody else</translation>
    </message>
    <message>
        <source>, giấy tờ có số cuối {0}</source>
        <translation>, identity paper ends {0}</translation>
    </message>
    <message>
        <source>{0} bản chính</source>
        <translation>{0} originals</translation>
    </message>
    <message>
        <source>{0} bản sao</source>
        <translation>{0} copies</translation>
    </message>
    <message>
        <source> (giảm {0}: {1})</source>
        <translation> (reduced by {0}: {1})</translation>
    </message>
    <message>
        <source> (miễn: {1})</source>
        <translation> (exempt: {1})</translation>
    </message>
    <message>
        <source>(trống)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>Họ tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Số giấy tờ</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Nhận kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Tiền</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Người nộp thay: {0}</source>
        <translation>Representative: {0}</translation>
    </message>
    <message>
        <source>Lý do: {0}</source>
        <translation>Reason: {0}</translation>
    </message>
    <message>
        <source>tại quầy</source>
        <translation>at the counter</translation>
    </message>
    <message>
        <source>qua bưu điện, {0}</source>
        <translation>by post, {0}</translation>
    </message>
    <message>
        <source>Hẹn trả {0}</source>
        <translation>Due {0}</translation>
    </message>
    <message>
        <source>Tiếp theo phiếu {0}</source>
        <translation>Follows slip {0}</translation>
    </message>
    <message>
        <source>Đã thu {0}</source>
        <translation>Taken {0}</translation>
    </message>
    <message>
        <source>Thiếu: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>Hạn bổ sung: {0}</source>
        <translation>Complete by {0}</translation>
    </message>
    <message>
        <source>Đã nhận: {0}</source>
        <translation>Received: {0}</translation>
    </message>
    <message>
        <source>Hẹn trả mới: {0}</source>
        <translation>New due date: {0}</translation>
    </message>
    <message>
        <source>Căn cứ: {0}</source>
        <translation>Basis: {0}</translation>
    </message>
    <message>
        <source>Số niêm phong {0}</source>
        <translation>Seal number {0}</translation>
    </message>
    <message>
        <source>Bưu gửi {0}</source>
        <translation>Postal item {0}</translation>
    </message>
    <message>
        <source>Bảng kê {0}</source>
        <translation>Manifest {0}</translation>
    </message>
    <message>
        <source>Người nhận: {0}</source>
        <translation>Receiver: {0}</translation>
    </message>
    <message>
        <source>Mã hồ sơ của cơ quan: {0}</source>
        <translation>The agency&apos;s code: {0}</translation>
    </message>
    <message>
        <source>Cơ quan từ chối giải quyết.</source>
        <translation>The agency refused.</translation>
    </message>
    <message>
        <source>Chuyển khoản, đã đối soát</source>
        <translation>Transfer, confirmed</translation>
    </message>
    <message>
        <source>Biên lai {0}</source>
        <translation>Official receipt {0}</translation>
    </message>
    <message>
        <source>{0} · chờ đối soát</source>
        <translation>{0} · awaiting confirmation</translation>
    </message>
    <message>
        <source>Hẹn mới: {0}</source>
        <translation>New date: {0}</translation>
    </message>
    <message>
        <source>Văn bản {0}</source>
        <translation>Letter {0}</translation>
    </message>
    <message>
        <source>Số kết quả {0}</source>
        <translation>Result number {0}</translation>
    </message>
    <message>
        <source>Ủy quyền: {0}</source>
        <translation>Authority: {0}</translation>
    </message>
    <message>
        <source>Bản gốc thu lại: {0}</source>
        <translation>Originals taken back: {0}</translation>
    </message>
    <message>
        <source>{0} trên 5: {1}</source>
        <translation>{0} of 5: {1}</translation>
    </message>
    <message>
        <source>{0}, bản {1}</source>
        <translation>{0}, copy {1}</translation>
    </message>
    <message>
        <source>In lại vì: {0}</source>
        <translation>Reprinted because: {0}</translation>
    </message>
    <message>
        <source>Mã hồ sơ {0}</source>
        <translation>Dossier number {0}</translation>
    </message>
    <message>
        <source>Hẹn trả: {0}</source>
        <translation>Due: {0}</translation>
    </message>
    <message>
        <source>Giải quyết xong: {0}</source>
        <translation>Finished: {0}</translation>
    </message>
    <message>
        <source>Đã trả: {0}</source>
        <translation>Handed back: {0}</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translation>{0} KB</translation>
    </message>
    <message>
        <source>{0} trang</source>
        <translation>{0} pages</translation>
    </message>
    <message>
        <source>{0} bản quét</source>
        <translation>{0} scans</translation>
    </message>
    <message>
        <source>Gọi điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Nhắn tin</source>
        <translation>Text message</translation>
    </message>
    <message>
        <source>Báo tại nhà</source>
        <translation>Told at home</translation>
    </message>
    <message>
        <source>Gửi giấy mời</source>
        <translation>Invitation sent</translation>
    </message>
    <message>
        <source>Không có người nhận</source>
        <translation>Nobody there</translation>
    </message>
    <message>
        <source>Sai địa chỉ</source>
        <translation>Wrong address</translation>
    </message>
    <message>
        <source>Người nhận từ chối</source>
        <translation>Refused by the addressee</translation>
    </message>
    <message>
        <source>Hẹn phát lại</source>
        <translation>New delivery agreed</translation>
    </message>
    <message>
        <source>Rất không hài lòng</source>
        <translation>Very dissatisfied</translation>
    </message>
    <message>
        <source>Không hài lòng</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>Bình thường</source>
        <translation>Neither</translation>
    </message>
    <message>
        <source>Hài lòng</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận lúc {0}</source>
        <translation>The system took it at {0}</translation>
    </message>
    <message>
        <source>Hệ thống trả lời: {0}</source>
        <translation>The system&apos;s answer: {0}</translation>
    </message>
    <message>
        <source>Đã thử {0} lần</source>
        <translation>Tried {0} times</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>Tệp không ở bảng mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.</source>
        <translation>The file is not in UTF-8. Save it again with the encoding UTF-8.</translation>
    </message>
    <message>
        <source>Dòng này không phải JSON. Các dòng khác không bị ảnh hưởng.</source>
        <translation>This line is not JSON. The other lines are not affected.</translation>
    </message>
    <message>
        <source>Dòng này không phải một đối tượng JSON {…}.</source>
        <translation>This line is not a JSON object {…}.</translation>
    </message>
    <message>
        <source>Không có mục “{key}”. Hãy xem lại tên mục.</source>
        <translation>There is no “{key}”. Look at the name again.</translation>
    </message>
    <message>
        <source>Chưa điền mục này.</source>
        <translation>This is not filled in.</translation>
    </message>
    <message>
        <source>Giá trị không đúng kiểu.</source>
        <translation>The value is of the wrong type.</translation>
    </message>
    <message>
        <source>Giá trị không nằm trong danh sách được phép.</source>
        <translation>The value is not one of the allowed ones.</translation>
    </message>
    <message>
        <source>Phải là số nguyên, không có phần lẻ.</source>
        <translation>It must be a whole number.</translation>
    </message>
    <message>
        <source>Giá trị của mục “{key}” không đúng.</source>
        <translation>The value of “{key}” is wrong.</translation>
    </message>
    <message>
        <source>Tên này đã có. Hãy chọn tên khác.</source>
        <translation>This name is taken. Choose another.</translation>
    </message>
    <message>
        <source>Có ký tự điều khiển không hiển thị được. Hãy gõ lại mục này.</source>
        <translation>There is an invisible control character. Type it again.</translation>
    </message>
    <message>
        <source>Dài quá {most} ký tự. Hãy rút ngắn.</source>
        <translation>Longer than {most} characters. Shorten it.</translation>
    </message>
    <message>
        <source>Ngày làm việc đã mở rồi. Hãy làm tiếp, không cần mở lại.</source>
        <translation>The day is open already. Go on; there is no need to open it again.</translation>
    </message>
    <message>
        <source>Ngày {day} đã khóa sổ, không mở lại được. Việc làm thêm được ghi vào ngày làm việc kế tiếp; nếu đồng hồ máy sai ngày, hãy chỉnh lại đồng hồ rồi mở.</source>
        <translation>{day} is closed and cannot be opened again. What is done now belongs to the next day; if this PC&apos;s date is wrong, set its clock and then open.</translation>
    </message>
    <message>
        <source>Ngày {day} chưa khóa sổ. Việc vẫn làm bình thường; trưởng bưu cục hãy khóa sổ ngày đó ở F6.</source>
        <translation>The day {day} was not closed. Work goes on as usual; the branch manager closes that day on F6.</translation>
    </message>
    <message>
        <source>Chưa mở ngày làm việc. Hãy mở ngày, hoặc kiểm đếm tiền trước.</source>
        <translation>No day is open. Open one, or count the cash first.</translation>
    </message>
    <message>
        <source>Không có tờ tiền mệnh giá {value} đồng. Hãy xem lại mệnh giá.</source>
        <translation>There is no banknote of {value} đồng. Check the value.</translation>
    </message>
    <message>
        <source>Số tờ phải từ 0 đến {most}. Hãy đếm lại.</source>
        <translation>The number of notes must be from 0 to {most}. Count again.</translation>
    </message>
    <message>
        <source>Số tờ tiền phải ghi như 500000x2,20000x1; ngăn rỗng thì ghi 0. Hãy gõ lại.</source>
        <translation>Notes are written like 500000x2,20000x1; an empty drawer is 0. Type it again.</translation>
    </message>
    <message>
        <source>Trên sổ, ngăn tiền này không có đủ số tiền đó. Hãy kiểm đếm lại, đưa thêm tiền vào, hoặc lấy ít hơn.</source>
        <translation>By the books this drawer does not hold that much. Count again, put money in, or take less.</translation>
    </message>
    <message>
        <source>Chưa kiểm đếm ngăn tiền này. Hãy đếm theo từng mệnh giá.</source>
        <translation>This drawer has not been counted. Count it note by note.</translation>
    </message>
    <message>
        <source>Sau khi kiểm đếm, ngăn tiền này lại có thu hoặc chi. Hãy kiểm đếm lại.</source>
        <translation>Money moved in this drawer after it was counted. Count it again.</translation>
    </message>
    <message>
        <source>Tiền kiểm đếm khác với sổ mà chưa ghi chênh lệch. Hãy ghi chênh lệch và lý do.</source>
        <translation>What was counted differs from the books and the difference is not booked. Book it, with the reason.</translation>
    </message>
    <message>
        <source>Chênh lệch vượt mức cho phép. Cần lý do và mã PIN của trưởng bưu cục.</source>
        <translation>The difference is beyond the limit. It takes a reason and the branch manager&apos;s PIN.</translation>
    </message>
    <message>
        <source>Bước này còn {left} mục. Hãy làm nốt, hoặc ghi lý do để đi tiếp; các mục còn lại in vào báo cáo.</source>
        <translation>This step has {left} items left. Finish them, or give a reason to go on; what is left is printed on the report.</translation>
    </message>
    <message>
        <source>Bước này đã xong, không cần bỏ qua.</source>
        <translation>This step is done; there is nothing to pass over.</translation>
    </message>
    <message>
        <source>Không bỏ qua được bước tiền mặt. Hãy kiểm đếm cả hai ngăn tiền.</source>
        <translation>Cash cannot be passed over. Count both drawers.</translation>
    </message>
    <message>
        <source>Không có tiền phải nộp cho cơ quan này. Hãy xem lại danh sách.</source>
        <translation>There is no money to remit to this agency. Check the list.</translation>
    </message>
    <message>
        <source>Các hồ sơ này không có tiền phải nộp cho cơ quan: {codes}. Hãy bỏ ra khỏi phiếu.</source>
        <translation>These dossiers have no money to remit to the agency: {codes}. Take them off the slip.</translation>
    </message>
    <message>
        <source>Không có phiếu nộp tiền số {number}. Hãy xem lại số phiếu.</source>
        <translation>There is no remittance slip number {number}. Check the number.</translation>
    </message>
    <message>
        <source>Không có báo cáo cuối ngày số {number}. Ngày đó chưa khóa sổ, hoặc số không đúng.</source>
        <translation>There is no day report number {number}. That day is not closed, or the number is wrong.</translation>
    </message>
    <message>
        <source>Ngày {day} quầy không mở sổ. Hãy chọn ngày khác.</source>
        <translation>This counter had no day on {day}. Choose another date.</translation>
    </message>
    <message>
        <source>Hồ sơ này mới thu {most} đồng ở ngăn tiền đó, không trả lại nhiều hơn được. Hãy gõ lại.</source>
        <translation>Only {most} đồng were taken for this dossier in that drawer; no more can be given back. Type it again.</translation>
    </message>
    <message>
        <source>Hồ sơ này chỉ thu {most} đồng tiền mặt ở ngăn đó, phần khác là chuyển khoản. Hãy trả phần kia bằng chuyển khoản.</source>
        <translation>Only {most} đồng were taken in cash for this dossier in that drawer; the rest came by transfer. Give that back by transfer.</translation>
    </message>
    <message>
        <source>Không có báo cáo “{name}”. Xem tên các báo cáo: quay report --help.</source>
        <translation>There is no report “{name}”. For their names: quay report --help.</translation>
    </message>
    <message>
        <source>Báo cáo “{name}” không xếp theo cách này. Hãy chọn cách khác hoặc bỏ mục này.</source>
        <translation>The report “{name}” is not grouped that way. Choose another way or leave it out.</translation>
    </message>
    <message>
        <source>Tệp báo cáo phải là .xlsx, .pdf hoặc .csv; dữ liệu mở chỉ có .csv. Hãy đổi đuôi tệp.</source>
        <translation>A report&apos;s file must be .xlsx, .pdf or .csv; open data is .csv only. Change the file&apos;s ending.</translation>
    </message>
    <message>
        <source>Ngày cuối đứng trước ngày đầu. Hãy xem lại kỳ báo cáo.</source>
        <translation>The last day stands before the first. Check the period.</translation>
    </message>
    <message>
        <source>Không có quầy “{name}” ở đây. Hãy xem lại tên quầy.</source>
        <translation>There is no counter “{name}” here. Check its name.</translation>
    </message>
    <message>
        <source>Không có thủ tục mã “{procedure}” trong danh mục. Hãy tìm thủ tục theo tên.</source>
        <translation>The catalogue has no procedure “{procedure}”. Search it by name.</translation>
    </message>
    <message>
        <source>Thủ tục không có trường hợp này. Các trường hợp: {known}.</source>
        <translation>The procedure has no such case. Its cases: {known}.</translation>
    </message>
    <message>
        <source>Kênh thực hiện phải là 1 (trực tiếp), 2 (trực tuyến) hoặc 3 (bưu chính công ích).</source>
        <translation>The channel must be 1 (in person), 2 (online) or 3 (public post).</translation>
    </message>
    <message>
        <source>Thủ tục này không nhận qua kênh đã chọn. Kênh được nhận: {offered}.</source>
        <translation>This procedure does not take this channel. Channels: {offered}.</translation>
    </message>
    <message>
        <source>Chưa có họ và tên.</source>
        <translation>The name is missing.</translation>
    </message>
    <message>
        <source>Chưa có số giấy tờ tùy thân. Hãy quét thẻ hoặc gõ số.</source>
        <translation>The identity number is missing. Scan the card or type it.</translation>
    </message>
    <message>
        <source>Số định danh phải có đúng 12 chữ số.</source>
        <translation>A personal number has exactly 12 digits.</translation>
    </message>
    <message>
        <source>Số chứng minh nhân dân phải có đúng 9 chữ số.</source>
        <translation>An old identity card number has exactly 9 digits.</translation>
    </message>
    <message>
        <source>Số hộ chiếu không đúng dạng.</source>
        <translation>This is not a passport number.</translation>
    </message>
    <message>
        <source>Mã số thuế phải có 10, 12 hoặc 13 chữ số.</source>
        <translation>A tax code has 10, 12 or 13 digits.</translation>
    </message>
    <message>
        <source>Mã số thuế sai chữ số kiểm tra. Hãy gõ lại theo giấy.</source>
        <translation>The tax code has a wrong check digit. Type it again from the paper.</translation>
    </message>
    <message>
        <source>Ba số đầu của số định danh không phải mã tỉnh nào. Hãy so lại với thẻ.</source>
        <translation>The first three digits are no province&apos;s code. Compare with the card.</translation>
    </message>
    <message>
        <source>Giới tính khác với số định danh. Hãy so lại với thẻ; nếu thẻ ghi đúng vậy thì cứ tiếp tục.</source>
        <translation>The sex differs from the personal number. Compare with the card; if the card says so, go on.</translation>
    </message>
    <message>
        <source>Năm sinh khác với số định danh. Hãy so lại với thẻ; nếu thẻ ghi đúng vậy thì cứ tiếp tục.</source>
        <translation>The year of birth differs from the personal number. Compare with the card; if the card says so, go on.</translation>
    </message>
    <message>
        <source>Số điện thoại không đúng. Ví dụ đúng: 0912 345 678.</source>
        <translation>This is not a telephone number. A right one: 0912 345 678.</translation>
    </message>
    <message>
        <source>Địa chỉ thư điện tử không đúng.</source>
        <translation>This is not an e-mail address.</translation>
    </message>
    <message>
        <source>Ngày sinh ở tương lai. Hãy gõ lại.</source>
        <translation>The date of birth lies in the future. Type it again.</translation>
    </message>
    <message>
        <source>Ngày sinh trước năm 1900. Hãy gõ lại.</source>
        <translation>The date of birth lies before 1900. Type it again.</translation>
    </message>
    <message>
        <source>Ngày này không có trong lịch. Hãy gõ lại.</source>
        <translation>There is no such day. Type it again.</translation>
    </message>
    <message>
        <source>Ngày này ở tương lai. Hãy gõ lại.</source>
        <translation>This day lies in the future. Type it again.</translation>
    </message>
    <message>
        <source>Ngày nhận ở tương lai. Hãy xem lại ngày giờ.</source>
        <translation>The time of receipt lies in the future. Look at date and time.</translation>
    </message>
    <message>
        <source>Không có xã, phường mã “{commune}”. Hãy chọn trong danh sách.</source>
        <translation>There is no commune “{commune}”. Choose one from the list.</translation>
    </message>
    <message>
        <source>Thủ tục này không hỏi dân tộc; hãy bỏ trống.</source>
        <translation>This procedure does not ask for ethnicity; leave it empty.</translation>
    </message>
    <message>
        <source>Người nộp thay chưa có giấy ủy quyền. Chỉ người thân ruột thịt mới được miễn.</source>
        <translation>The representative has no authority. Only close relatives need none.</translation>
    </message>
    <message>
        <source>Còn thiếu: {papers}. Hãy nhận đủ giấy tờ hoặc in phiếu yêu cầu bổ sung.</source>
        <translation>Missing: {papers}. Take all papers, or print the supplement slip.</translation>
    </message>
    <message>
        <source>Danh mục chưa có thành phần hồ sơ của thủ tục này. Hãy ghi từng giấy tờ đã nhận.</source>
        <translation>The catalogue has no list of papers for this procedure. Write down each paper received.</translation>
    </message>
    <message>
        <source>Thủ tục không có giấy tờ mã này. Các mã: {known}.</source>
        <translation>The procedure has no paper of this code. Its codes: {known}.</translation>
    </message>
    <message>
        <source>Số bản phải từ 0 đến {most}.</source>
        <translation>The count must be from 0 to {most}.</translation>
    </message>
    <message>
        <source>Số bộ hồ sơ phải từ 1 trở lên.</source>
        <translation>The number of sets must be 1 or more.</translation>
    </message>
    <message>
        <source>Số bộ hồ sơ không quá {most}.</source>
        <translation>At most {most} sets.</translation>
    </message>
    <message>
        <source>Kết quả thủ tục này phải nhận trực tiếp, không gửi qua bưu chính.</source>
        <translation>This result must be collected in person, not sent by post.</translation>
    </message>
    <message>
        <source>Nhận kết quả qua bưu chính thì phải có địa chỉ.</source>
        <translation>A result by post needs an address.</translation>
    </message>
    <message>
        <source>Số tiền không được âm.</source>
        <translation>An amount cannot be negative.</translation>
    </message>
    <message>
        <source>Số tiền lớn quá mức (trên {most} đồng). Hãy gõ lại.</source>
        <translation>The amount is too large (over {most} đồng). Type it again.</translation>
    </message>
    <message>
        <source>Khi nhận kết quả, cả hai bên phải cùng có mặt.</source>
        <translation>Both parties must be present when the result is handed over.</translation>
    </message>
    <message>
        <source>Không có phiếu yêu cầu bổ sung mang số này ở quầy.</source>
        <translation>There is no supplement slip of this number here.</translation>
    </message>
    <message>
        <source>Lịch nghỉ chưa có năm của ngày hẹn. Ngày hẹn có thể rơi vào ngày nghỉ; hãy cập nhật lịch.</source>
        <translation>The calendar does not hold the year of the due date, which may fall on a day off; update the calendar.</translation>
    </message>
    <message>
        <source>Lịch nghỉ năm đó mới là dự kiến. Ngày hẹn có thể thay đổi khi có thông báo chính thức.</source>
        <translation>The calendar of that year is provisional. The due date may change when it becomes official.</translation>
    </message>
    <message>
        <source>Đồng hồ máy đang chậm hơn lần ghi trước. Hồ sơ vẫn đúng thứ tự và đúng số; hãy chỉnh lại ngày giờ của máy.</source>
        <translation>The PC&apos;s clock is behind the last record. Order and numbers of dossiers are right; set date and time.</translation>
    </message>
    <message>
        <source>Có hồ sơ chờ gửi đã {days} ngày. Hồ sơ vẫn an toàn trên máy này; hãy xem lý do ở Hàng đợi (F5) và báo trưởng bưu cục nếu đã có mạng.</source>
        <translation>Dossiers have been waiting to be sent for {days} days. They are safe on this computer; see the reason in Queue (F5), and tell the branch manager if the network is up.</translation>
    </message>
    <message>
        <source>Có hồ sơ chờ gửi đã {hours} giờ. Hồ sơ vẫn an toàn trên máy này; hãy xem lý do ở Hàng đợi (F5).</source>
        <translation>Some dossiers have waited {hours} hours to be sent. They are safe on this computer; see why in the queue (F5).</translation>
    </message>
    <message>
        <source>Hệ thống một cửa hiện không còn thủ tục này. Vẫn tiếp nhận được, nhưng hồ sơ có thể phải chờ ở quầy đến khi tỉnh mở lại; hãy nói trước với công dân.</source>
        <translation>The one-stop system does not list this procedure now. It can be received, but the dossier may have to wait here until the province opens it again; tell the citizen beforehand.</translation>
    </message>
    <message>
        <source>Có {count} thủ tục quầy đang nhận mà hệ thống một cửa không còn liệt kê. Quầy vẫn nhận được; trưởng bưu cục hỏi tỉnh xem còn nhận không.</source>
        <translation>{count} procedures offered here are no longer listed by the one-stop system. They can still be received; the branch manager asks the province whether they are taken.</translation>
    </message>
    <message>
        <source>Có {count} thủ tục mang tên khác ở hệ thống một cửa. Hồ sơ vẫn gửi bình thường; trưởng bưu cục xem hai tên và xin danh mục mới.</source>
        <translation>{count} procedures have another name in the one-stop system. Dossiers are sent as ever; the branch manager sees both names and asks for a new catalogue.</translation>
    </message>
    <message>
        <source>Hồ sơ quầy chưa có khóa của tỉnh (packages_key) nên chưa nhận danh mục và lịch nghỉ mới. Quầy vẫn dùng bản đang có; hãy báo kỹ thuật.</source>
        <translation>The counter&apos;s profile lacks the province&apos;s key (packages_key), so no new catalogue or calendar is taken. The counter uses what it has; please tell support.</translation>
    </message>
    <message>
        <source>Gói danh mục “{file}” không trọn hoặc không hiểu được nên không dùng. Quầy vẫn dùng bản đang có.</source>
        <translation>The package “{file}” is not whole or cannot be understood, so it is not used. The counter uses what it has.</translation>
    </message>
    <message>
        <source>Gói danh mục dành cho bản chương trình mới hơn. Quầy vẫn dùng bản đang có; hãy cập nhật chương trình.</source>
        <translation>The package is for a later version of the program. The counter uses what it has; please update the program.</translation>
    </message>
    <message>
        <source>Đã {days} ngày chưa hỏi được nơi đăng danh mục và lịch nghỉ. Quầy vẫn dùng bản đang có; hãy nhận bằng USB hoặc báo kỹ thuật.</source>
        <translation>The address of catalogue and calendar could not be asked for {days} days. The counter uses what it has; receive them by USB stick or tell support.</translation>
    </message>
    <message>
        <source>Khóa ký gói danh mục không đúng dạng. Chưa ghi gì.</source>
        <translation>The key that signs packages is not of the right form. Nothing was written.</translation>
    </message>
    <message>
        <source>Hồ sơ quầy chưa có địa chỉ đăng gói danh mục (packages_url). Hãy nhận bằng USB.</source>
        <translation>The counter&apos;s profile has no address of packages (packages_url). Receive them by USB stick.</translation>
    </message>
    <message>
        <source>Không có bản nào mới hơn bản đang dùng ở quầy.</source>
        <translation>Nothing there is newer than what the counter uses.</translation>
    </message>
    <message>
        <source>Có {count} kết quả đã xong ở cơ quan giải quyết. Khi giấy về quầy, hãy ghi kết quả đã về ở Tra cứu (F3).</source>
        <translation>{count} results are ready at the agency. When the papers reach the counter, record their arrival in Search (F3).</translation>
    </message>
    <message>
        <source>Có {count} hồ sơ ở hệ thống một cửa khác với quầy. Dữ liệu của quầy vẫn giữ nguyên; trưởng bưu cục xem và hỏi cơ quan giải quyết.</source>
        <translation>{count} dossiers differ between the one-stop system and this counter. The counter&apos;s data stays as it is; the branch manager should look and ask the agency.</translation>
    </message>
    <message>
        <source>Có {count} hồ sơ đã gửi nhưng hệ thống một cửa không còn giữ đủ. Quầy đang tự gửi lại; nếu ngày mai còn báo, hãy báo bộ phận hỗ trợ.</source>
        <translation>{count} dossiers that were sent are no longer whole in the one-stop system. The counter is sending them again; if this is still said tomorrow, tell support.</translation>
    </message>
    <message>
        <source>Hệ thống một cửa không còn giữ hồ sơ này. Quầy tự gửi lại.</source>
        <translation>The one-stop system no longer holds this dossier. The counter sends it again.</translation>
    </message>
    <message>
        <source>Dải số của quầy sắp hết: còn {left} trong {total} số mỗi ngày. Hãy xin cấp dải số lớn hơn hôm nay.</source>
        <translation>The counter&apos;s numbers run out: {left} of {total} a day are left. Ask today for a larger block.</translation>
    </message>
    <message>
        <source>Việc này không làm được: hồ sơ {status}. Việc làm được: {allowed}.</source>
        <translation>This cannot be done: the dossier is {status}. What can be done: {allowed}.</translation>
    </message>
    <message>
        <source>Việc này có lệnh riêng, không ghi trực tiếp được.</source>
        <translation>This has a command of its own and cannot be recorded directly.</translation>
    </message>
    <message>
        <source>Bản in này có thể đã ra giấy nên không gửi lại y nguyên được. Hãy in bản mới: giấy sẽ ghi là bản in lại.</source>
        <translation>This copy may have come out, so it cannot be sent again as it is. Print a new copy: it will say that it is a reprint.</translation>
    </message>
    <message>
        <source>Không dựng lại được đúng bản in này vì mẫu hoặc chương trình đã đổi. Hồ sơ vẫn an toàn; hãy in bản mới.</source>
        <translation>This very copy cannot be made again because the form or the program changed. The dossier is safe; print a new copy.</translation>
    </message>
    <message>
        <source>Bản in này đã sang bước khác nên không ghi được việc vừa chọn. Hãy xem lại tình trạng bản in.</source>
        <translation>This copy has moved on, so that cannot be noted. Look at its state again.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ này ở quầy. Hãy quét lại mã, hoặc tìm theo tên hay số điện thoại.</source>
        <translation>This dossier is not here. Scan the code again, or search by name or telephone.</translation>
    </message>
    <message>
        <source>Chưa có gì để sửa.</source>
        <translation>There is nothing to correct.</translation>
    </message>
    <message>
        <source>Đây không phải mã hồ sơ chính thức. Ví dụ: H35.99.07-261123-1004.</source>
        <translation>This is not an official dossier code. For example: H35.99.07-261123-1004.</translation>
    </message>
    <message>
        <source>Mã này đã thuộc về một hồ sơ khác. Hãy xem lại giấy của cơ quan.</source>
        <translation>This code belongs to another dossier. Look at the agency&apos;s paper again.</translation>
    </message>
    <message>
        <source>Hồ sơ đã có mã chính thức {official}; không đổi được.</source>
        <translation>The dossier has the official code {official}; it cannot be changed.</translation>
    </message>
    <message>
        <source>Mức hài lòng từ 1 đến 5.</source>
        <translation>Satisfaction is from 1 to 5.</translation>
    </message>
    <message>
        <source>Không có bảng kê số {number} ở quầy này. Hãy xem lại số trên giấy hoặc trong danh sách.</source>
        <translation>There is no manifest numbered {number} at this counter. Look again at the number on the paper or in the list.</translation>
    </message>
    <message>
        <source>Bảng kê {number} chưa có gì. Hãy quét từng hồ sơ, hoặc ghi từng điểm đến, rồi làm tiếp.</source>
        <translation>Manifest {number} has nothing on it yet. Scan each dossier, or enter each stop, then go on.</translation>
    </message>
    <message>
        <source>Bảng kê {number} còn đang lập. Hãy niêm phong hoặc ký giao nhận trước.</source>
        <translation>Manifest {number} is still being made. Seal it or sign it first.</translation>
    </message>
    <message>
        <source>Bảng kê {number} đã niêm phong nên không thêm, bớt hay đếm lại được. Nếu có sai, hãy mở niêm phong và ghi lý do.</source>
        <translation>Manifest {number} is sealed, so nothing can be added, taken off or counted again. If something is wrong, break the seal and say why.</translation>
    </message>
    <message>
        <source>Bưu tá đang giữ giấy tờ của bảng kê {number}. Chỉ ghi được kết quả từng điểm, đính chính, hoặc kết thúc.</source>
        <translation>The postman holds the papers of manifest {number}. Only outcomes of stops, corrections or the end of the run can be recorded.</translation>
    </message>
    <message>
        <source>Bảng kê {number} đã ký xong, giữ nguyên như trên giấy. Nếu có sai, hãy ghi đính chính.</source>
        <translation>Manifest {number} is signed and stays as it is on paper. If something is wrong, record a correction.</translation>
    </message>
    <message>
        <source>Bảng kê {number} đã hủy. Hãy lập bảng kê khác.</source>
        <translation>Manifest {number} was cancelled. Make another one.</translation>
    </message>
    <message>
        <source>Chuyến {number} còn {left} điểm chưa có kết quả. Hãy ghi kết quả từng điểm rồi kết thúc.</source>
        <translation>Run {number} still has {left} stops without an outcome. Record each of them, then end the run.</translation>
    </message>
    <message>
        <source>Chuyến thu gom chỉ ghi các điểm đến. Hồ sơ {dossier} ghi vào điểm của nó sau khi bưu tá mang về và quầy nhận.</source>
        <translation>A collection run only lists stops. Dossier {dossier} is entered at its stop once the postman has brought it and the counter received it.</translation>
    </message>
    <message>
        <source>Bảng kê {number} không phải chuyến thu gom. Hãy quét hồ sơ thay vì ghi điểm đến.</source>
        <translation>Manifest {number} is no collection run. Scan dossiers instead of entering stops.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} đang ở bảng kê {number}. Hãy lấy ra khỏi bảng kê đó trước, hoặc quét hồ sơ khác.</source>
        <translation>Dossier {dossier} is on manifest {number}. Take it off there first, or scan another dossier.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} thuộc {agency}, còn bảng kê này đi với {ours}. Hãy để riêng và lập bảng kê khác.</source>
        <translation>Dossier {dossier} belongs to {agency}, and this manifest goes with {ours}. Put it aside and make another manifest.</translation>
    </message>
    <message>
        <source>Theo sổ, giấy tờ của hồ sơ {dossier} đang ở cơ quan. Hãy so lại mã trên bì; nếu đúng, báo trưởng bưu cục.</source>
        <translation>By the book the papers of dossier {dossier} are at the agency. Compare the code; if it is right, tell the branch manager.</translation>
    </message>
    <message>
        <source>Kết quả của hồ sơ {dossier} đã ghi là về quầy rồi. Hãy so lại mã; nếu là giấy khác thì quét giấy đó.</source>
        <translation>The result of dossier {dossier} is recorded as being at the counter already. Compare the code; if it is another paper, scan that.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} không giao cho cơ quan được nữa: {status}. Hãy để riêng và xem ở Tra cứu (F3).</source>
        <translation>Dossier {dossier} can no longer be handed to the agency: {status}. Put it aside and look at it in Search (F3).</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} chưa nhận về như vậy được: {status}. Hãy xem ở Tra cứu (F3), hoặc chọn lại có kết quả không.</source>
        <translation>Dossier {dossier} cannot come in like that yet: {status}. Look at it in Search (F3), or choose again whether there is a result.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} chưa có kết quả ở quầy để phát: {status}. Hãy để riêng và xem ở Tra cứu (F3).</source>
        <translation>Dossier {dossier} has no result at the counter to deliver: {status}. Put it aside and look at it in Search (F3).</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} không có kết quả ở quầy để chuyển hoàn: {status}. Hãy để riêng và xem ở Tra cứu (F3).</source>
        <translation>Dossier {dossier} has no result at the counter to send back: {status}. Put it aside and look at it in Search (F3).</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} đã đi đường khác (đã trả, đã hủy hoặc đổi tình trạng). Hãy lấy ra khỏi bảng kê rồi làm tiếp.</source>
        <translation>Dossier {dossier} has gone another way (handed back, voided or changed). Take it off the manifest, then go on.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} vẫn đang đi phát. Hãy chọn đã phát, hoặc lý do chưa phát được.</source>
        <translation>Dossier {dossier} is still out for delivery. Choose delivered, or why it could not be.</translation>
    </message>
    <message>
        <source>Bảng kê không có dòng {line}. Hãy xem lại số dòng.</source>
        <translation>The manifest has no line {line}. Look again at the number of the line.</translation>
    </message>
    <message>
        <source>Dòng {line} đã có kết quả, không ghi lại được. Nếu có sai, hãy ghi đính chính.</source>
        <translation>Line {line} has its outcome already; it is not recorded twice. If it is wrong, record a correction.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} đã ghi cho một điểm khác của chuyến này. Hãy so lại mã.</source>
        <translation>Dossier {dossier} is entered at another stop of this run already. Compare the code.</translation>
    </message>
    <message>
        <source>Có số niêm phong viết hai lần. Mỗi túi một số; hãy xem lại.</source>
        <translation>A seal number is written twice. Each bag has its own; look again.</translation>
    </message>
    <message>
        <source>Niêm phong {seal} đã mở rồi, không dùng lại. Hãy niêm phong bằng số khác.</source>
        <translation>Seal {seal} was broken and is not used again. Seal with another number.</translation>
    </message>
    <message>
        <source>In lại thì phải có lý do. Hãy ghi vài chữ, ví dụ: rách, mờ.</source>
        <translation>A reprint needs a reason. Write a few words, for example: torn, faint.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} vừa phát chưa được. Lần sau nên từ ngày {day} (cách hai ngày làm việc).</source>
        <translation>Dossier {dossier} could not be delivered lately. The next attempt should be from {day} on (two working days apart).</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} đã phát {attempts} lần chưa được: chuyển hoàn cơ quan, trừ khi người nhận hẹn lại.</source>
        <translation>Dossier {dossier} was tried {attempts} times in vain: send it back to the agency, unless the recipient made an appointment.</translation>
    </message>
    <message>
        <source>Hồ sơ {dossier} mới phát {attempts} lần. Chỉ chuyển hoàn khi chắc chắn không ai nhận.</source>
        <translation>Dossier {dossier} was tried {attempts} times only. Send it back only when it is certain that nobody takes it.</translation>
    </message>
    <message>
        <source>Giấy tờ không phải của người có hồ sơ này. Đừng trao kết quả; hãy kiểm tra lại người nhận.</source>
        <translation>The identity paper is not the applicant&apos;s. Do not hand the result over; check the recipient.</translation>
    </message>
    <message>
        <source>Cần đúng 4 số cuối của giấy tờ.</source>
        <translation>Exactly the last 4 digits are needed.</translation>
    </message>
    <message>
        <source>Người nhận thay phải có giấy ủy quyền. Hãy ghi loại và số giấy.</source>
        <translation>Whoever collects for another needs an authority. Write down its kind and number.</translation>
    </message>
    <message>
        <source>Quầy chưa khai báo tài khoản nhận chuyển khoản cho khoản này. Hãy thu tiền mặt, hoặc nhờ kỹ thuật viên khai báo.</source>
        <translation>The counter has no account for transfers of this kind. Take cash, or ask the technician to set one.</translation>
    </message>
    <message>
        <source>Không có khoản chuyển này đang chờ đối soát. Hãy mở lại hồ sơ để xem khoản nào còn chờ.</source>
        <translation>This transfer is not awaiting confirmation. Open the dossier again to see which are.</translation>
    </message>
    <message>
        <source>Khoản chuyển chỉ được xác nhận là chuyển khoản, đúng loại tiền. Chưa ghi gì; hãy chọn lại.</source>
        <translation>A transfer can only be confirmed as a transfer of the same kind of money. Nothing was noted; choose again.</translation>
    </message>
    <message>
        <source>Đang chờ đối soát khoản chuyển {awaited} đồng. Muốn thu tiền mặt thì bỏ chờ khoản ấy trước, để không thu hai lần.</source>
        <translation>A transfer of {awaited} đồng awaits confirmation. To take cash, stop waiting for it first, so that nothing is taken twice.</translation>
    </message>
    <message>
        <source>Số tiền thu lớn hơn số còn phải nộp ({owed} đồng).</source>
        <translation>The amount is more than what is owed ({owed} đồng).</translation>
    </message>
    <message>
        <source>Mã bưu gửi sai số kiểm tra. Hãy quét lại nhãn.</source>
        <translation>The postal code has a wrong check digit. Scan the label again.</translation>
    </message>
    <message>
        <source>Không rõ tệp {file} là mẫu giấy nào: hãy thêm --form với tên mẫu, thí dụ --form 01.</source>
        <translation>It is not clear which form the file {file} is: add --form with the form&apos;s name, for example --form 01.</translation>
    </message>
    <message>
        <source>Không có mẫu giấy này.</source>
        <translation>There is no such form.</translation>
    </message>
    <message>
        <source>Hồ sơ ở trạng thái này chưa có giấy đó để in.</source>
        <translation>A dossier in this state has no such paper yet.</translation>
    </message>
    <message>
        <source>Kết quả hồ sơ này trả tại quầy, không gửi bưu điện. Không cần nhãn bưu gửi.</source>
        <translation>This result is handed over at the counter, not by post. It needs no label.</translation>
    </message>
    <message>
        <source>Tên và địa chỉ người nhận dài quá cỡ nhãn này. Hãy chọn nhãn lớn hơn.</source>
        <translation>The recipient&apos;s name and address do not fit this label. Choose a larger one.</translation>
    </message>
    <message>
        <source>Chưa có mã bưu gửi. Hãy quét mã trên bưu gửi rồi in nhãn.</source>
        <translation>There is no item number yet. Scan the number on the item, then print the label.</translation>
    </message>
    <message>
        <source>Hồ sơ đã ghi mã bưu gửi khác: {known}. Hãy xem lại bưu gửi trước khi dán nhãn.</source>
        <translation>The dossier has another item number: {known}. Look at the item again before the label goes on.</translation>
    </message>
    <message>
        <source>Tờ nhãn này chỉ có các ô từ 1 đến {places}.</source>
        <translation>This sheet of labels has places 1 to {places} only.</translation>
    </message>
    <message>
        <source>Mẫu này không in được ở khổ giấy đã chọn.</source>
        <translation>This form cannot be printed in the chosen size.</translation>
    </message>
    <message>
        <source>Mục “{key}” không đúng dạng. Ví dụ đúng: usb:04b8:0e15, serial:COM3@9600, tcp:192.168.1.50:9100.</source>
        <translation>“{key}” is not of the right form. Right are: usb:04b8:0e15, serial:COM3@9600, tcp:192.168.1.50:9100.</translation>
    </message>
    <message>
        <source>Không thấy máy in cuộn ({printer}). Chưa in gì; hãy xem nguồn điện và dây cáp rồi in lại.</source>
        <translation>The receipt printer ({printer}) is not there. Nothing was printed; see to its power and cable, then print again.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) đang bị chương trình khác giữ. Chưa in gì; hãy đóng chương trình đó rồi in lại.</source>
        <translation>Another program holds the receipt printer ({printer}). Nothing was printed; close that program, then print again.</translation>
    </message>
    <message>
        <source>Máy này không cho dùng cổng máy in cuộn ({printer}). Chưa in gì; hãy báo kỹ thuật cấp quyền.</source>
        <translation>This computer does not let the program use the receipt printer&apos;s port ({printer}). Nothing was printed; ask support for the right.</translation>
    </message>
    <message>
        <source>Máy này thiếu thư viện libusb nên chưa in được qua USB. Hãy báo kỹ thuật, hoặc in ra máy in khác.</source>
        <translation>This computer lacks the library libusb, so nothing can be printed over USB. Tell support, or use another printer.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) hết giấy. Chưa in gì; hãy thay cuộn giấy rồi in lại.</source>
        <translation>The receipt printer ({printer}) is out of paper. Nothing was printed; put a new roll in, then print again.</translation>
    </message>
    <message>
        <source>Nắp máy in cuộn ({printer}) đang mở. Chưa in gì; hãy đóng nắp rồi in lại.</source>
        <translation>The receipt printer&apos;s cover ({printer}) is open. Nothing was printed; close it, then print again.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) đang dừng hoặc báo lỗi. Chưa in gì; hãy tắt, bật lại máy in rồi in lại.</source>
        <translation>The receipt printer ({printer}) is stopped or reports an error. Nothing was printed; switch it off and on, then print again.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) hết giấy giữa chừng. Hãy bỏ tờ in dở, thay cuộn giấy rồi in lại.</source>
        <translation>The receipt printer ({printer}) ran out of paper in the middle. Throw the half paper away, put a new roll in, then print again.</translation>
    </message>
    <message>
        <source>Nắp máy in cuộn ({printer}) mở giữa chừng. Hãy bỏ tờ in dở, đóng nắp rồi in lại.</source>
        <translation>The receipt printer&apos;s cover ({printer}) opened in the middle. Throw the half paper away, close it, then print again.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) báo lỗi giữa chừng. Hãy bỏ tờ in dở, tắt và bật máy in rồi in lại.</source>
        <translation>The receipt printer ({printer}) failed in the middle. Throw the half paper away, switch it off and on, then print again.</translation>
    </message>
    <message>
        <source>Máy in cuộn ({printer}) không nhận thêm nữa. Giấy có thể in dở; hãy xem máy in rồi in lại.</source>
        <translation>The receipt printer ({printer}) takes no more. The paper may be half printed; look at the printer, then print again.</translation>
    </message>
    <message>
        <source>Đường tới máy in cuộn ({printer}) đứt giữa chừng. Giấy có thể in dở; hãy xem dây cáp rồi in lại.</source>
        <translation>The line to the receipt printer ({printer}) broke in the middle. The paper may be half printed; see to the cable, then print again.</translation>
    </message>
    <message>
        <source>Tệp mẫu “{file}” chưa đúng ở mục “{key}”. Hãy sửa mục đó rồi xem thử lại; mẫu đang dùng không đổi.</source>
        <translation>The form file “{file}” is not right at “{key}”. Mend that key and preview again; the form in use is unchanged.</translation>
    </message>
    <message>
        <source>Tệp mẫu “{file}” hỏng ở mục “{key}”. Hồ sơ vẫn an toàn; hãy báo kỹ thuật cài lại mẫu.</source>
        <translation>The form file “{file}” is broken at “{key}”. The dossier is safe; have the form installed again.</translation>
    </message>
    <message>
        <source>Không có người này ở quầy.</source>
        <translation>There is no such person here.</translation>
    </message>
    <message>
        <source>Mã PIN chưa đúng. Còn {left} lần thử.</source>
        <translation>The PIN is wrong. {left} tries left.</translation>
    </message>
    <message>
        <source>Sai mã PIN nhiều lần. Hãy đợi {seconds} giây rồi thử lại.</source>
        <translation>Too many wrong PINs. Wait {seconds} seconds, then try again.</translation>
    </message>
    <message>
        <source>Chưa có mã PIN. Hãy đặt biến QUAY_PIN hoặc chạy lệnh ở cửa sổ có thể gõ.</source>
        <translation>No PIN. Set QUAY_PIN, or run the command where one can type.</translation>
    </message>
    <message>
        <source>Mã PIN phải có từ {shortest} đến {longest} chữ số.</source>
        <translation>A PIN has {shortest} to {longest} digits.</translation>
    </message>
    <message>
        <source>Mã PIN quá dễ đoán. Hãy chọn các chữ số khác nhau.</source>
        <translation>This PIN is too easy to guess. Choose different digits.</translation>
    </message>
    <message>
        <source>Mã PIN mới phải khác mã cũ.</source>
        <translation>The new PIN must differ from the old one.</translation>
    </message>
    <message>
        <source>Việc này chỉ trưởng bưu cục làm được.</source>
        <translation>Only the branch manager can do this.</translation>
    </message>
    <message>
        <source>Không tự khóa tài khoản của mình được.</source>
        <translation>You cannot lock your own account.</translation>
    </message>
    <message>
        <source>Giờ làm việc “{span}” không đúng dạng, ví dụ đúng: 07:00-11:30.</source>
        <translation>Working hours “{span}” are not written rightly; for example: 07:00-11:30.</translation>
    </message>
    <message>
        <source>Giờ làm việc “{span}” kết thúc trước khi bắt đầu.</source>
        <translation>Working hours “{span}” end before they begin.</translation>
    </message>
    <message>
        <source>Giờ làm việc “{span}” chồng lên khoảng trước.</source>
        <translation>Working hours “{span}” overlap the span before.</translation>
    </message>
    <message>
        <source>Tệp hồ sơ quầy không đúng dạng TOML: {why}</source>
        <translation>The counter&apos;s profile is not TOML: {why}</translation>
    </message>
    <message>
        <source>Không đọc được tệp “{file}”. Hãy kiểm tra đường dẫn và quyền đọc.</source>
        <translation>File “{file}” cannot be read. Check its path and permissions.</translation>
    </message>
    <message>
        <source>Chưa có mật khẩu của hệ thống một cửa (nơi để: {place}). Hồ sơ vẫn nhận và lưu bình thường.</source>
        <translation>The password of the one-stop system is missing (its place: {place}). Dossiers are received and stored as usual.</translation>
    </message>
    <message>
        <source>Hệ thống một cửa này không cho tra cứu hồ sơ nên không đối chiếu được. Hồ sơ vẫn được gửi và nhận như thường.</source>
        <translation>This one-stop system lets nobody look dossiers up, so nothing can be compared. Dossiers are sent and taken as ever.</translation>
    </message>
    <message>
        <source>Một lệnh khác trên máy này đang gửi. Không phải làm gì; phần còn lại sẽ tự gửi sau đó.</source>
        <translation>Another command on this computer is sending. Nothing to do; the rest goes by itself afterwards.</translation>
    </message>
    <message>
        <source>Quầy chưa khai báo bước này ở hệ thống của tỉnh. Hồ sơ vẫn an toàn; trưởng bưu cục cần bổ sung mã bước.</source>
        <translation>This step is not set up for the province&apos;s system. The dossier is safe; the branch manager has to add the step&apos;s code.</translation>
    </message>
    <message>
        <source>Chưa rõ tỉnh đã ghi bước này chưa, nên không gửi lại để khỏi trùng. Hãy xem ở tỉnh; nếu chưa có, bấm gửi lại.</source>
        <translation>It is not clear whether the province recorded this step, so it is not sent again to avoid a double. Look at the province&apos;s system; if it is not there, send again.</translation>
    </message>
    <message>
        <source>Không giả lập được kiểu kết nối “{wire}”. Chọn một trong: {known}.</source>
        <translation>There is no stand-in for the connection “{wire}”. Choose one of: {known}.</translation>
    </message>
    <message>
        <source>Tệp trống. Hãy quét lại giấy tờ rồi chọn lại tệp.</source>
        <translation>The file is empty. Scan the paper again and choose the file again.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn {most} MB. Hãy quét lại ở 150–200 dpi, hoặc tách thành nhiều tệp.</source>
        <translation>The file is larger than {most} MB. Scan again at 150–200 dpi, or split it into several files.</translation>
    </message>
    <message>
        <source>Chỉ nhận tệp PDF hoặc JPEG. Hãy quét lại và lưu ở dạng đó.</source>
        <translation>Only PDF or JPEG files are taken. Scan again and save in one of these.</translation>
    </message>
    <message>
        <source>Tệp bị thiếu phần cuối hoặc hỏng, không mở được. Hãy quét lại giấy tờ.</source>
        <translation>The end of the file is missing or the file is damaged. Scan the paper again.</translation>
    </message>
    <message>
        <source>Tệp PDF có mật khẩu nên cơ quan sẽ không mở được. Hãy quét lại không đặt mật khẩu.</source>
        <translation>The PDF has a password, so the agency could not open it. Scan again without a password.</translation>
    </message>
    <message>
        <source>Tệp này đã được đính kèm vào hồ sơ (giấy tờ: {paper}).</source>
        <translation>This file is attached to the dossier already (paper: {paper}).</translation>
    </message>
    <message>
        <source>Hồ sơ không có giấy tờ này. Các giấy tờ của hồ sơ: {known}.</source>
        <translation>The dossier has no such paper. Its papers: {known}.</translation>
    </message>
    <message>
        <source>Không thấy tệp bản quét ở quầy. Hồ sơ vẫn an toàn; hãy phục hồi tệp từ bản sao lưu rồi bấm gửi lại.</source>
        <translation>The scan&apos;s file is not at the counter. The dossier is safe; restore the file from a backup, then send again.</translation>
    </message>
    <message>
        <source>Tệp bản quét ở quầy bị hỏng nên không gửi. Hồ sơ vẫn an toàn; hãy phục hồi tệp từ bản sao lưu rồi gửi lại.</source>
        <translation>The scan&apos;s file at the counter is damaged and was not sent. The dossier is safe; restore the file from a backup, then send again.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận tệp bản quét này. Hồ sơ vẫn gửi bình thường; hãy đọc lý do rồi bấm gửi lại.</source>
        <translation>The server does not take this scan. The dossier is sent as usual; read the reason, then send again.</translation>
    </message>
    <message>
        <source>Máy chủ nói tệp bản quét này quá lớn. Hồ sơ vẫn gửi bình thường; hãy báo kỹ thuật.</source>
        <translation>The server says this scan is too large. The dossier is sent as usual; tell the technician.</translation>
    </message>
    <message>
        <source>Hệ thống của tỉnh chưa có nơi nhận tệp. Bản quét được giữ an toàn ở quầy; hồ sơ vẫn gửi bình thường.</source>
        <translation>The province&apos;s system has no place for files yet. Scans are kept safe at the counter; dossiers are sent as usual.</translation>
    </message>
    <message>
        <source>Đang tiết kiệm dữ liệu mạng: hồ sơ vẫn gửi, bản quét chờ đến khi tắt chế độ này.</source>
        <translation>Saving network data: dossiers are sent, scans wait until this is switched off.</translation>
    </message>
    <message>
        <source>Ở đây đã có dữ liệu của một quầy. Không ghi đè; dữ liệu vẫn nguyên vẹn.</source>
        <translation>There is a counter&apos;s data here already. Nothing was overwritten; it is whole.</translation>
    </message>
    <message>
        <source>Dữ liệu do bản chương trình mới hơn ghi ({found} &gt; {known}). Dữ liệu vẫn nguyên; hãy cập nhật chương trình.</source>
        <translation>The data was written by a newer program ({found} &gt; {known}). It is whole; update the program.</translation>
    </message>
    <message>
        <source>Dữ liệu đang bị một chương trình khác giữ. Chưa có gì bị mất; hãy đóng chương trình kia rồi thử lại.</source>
        <translation>Another program holds the data. Nothing is lost; close that program, then try again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu bị hỏng. Đừng xóa gì; hãy báo kỹ thuật để phục hồi từ bản sao lưu gần nhất.</source>
        <translation>The data file is damaged. Delete nothing; have it restored from the last backup.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu này không phải của chương trình.</source>
        <translation>This data file is not of this program.</translation>
    </message>
    <message>
        <source>Ổ đĩa đã đầy nên chưa lưu được hồ sơ này. Các hồ sơ trước vẫn an toàn; hãy dọn bớt tệp rồi bấm lại.</source>
        <translation>The disk is full, so this dossier was not stored. Earlier ones are safe; free some space, then press again.</translation>
    </message>
    <message>
        <source>Ổ đĩa báo lỗi nên chưa lưu được. Các hồ sơ trước vẫn an toàn; hãy báo kỹ thuật kiểm tra ổ đĩa.</source>
        <translation>The disk failed, so nothing was stored. Earlier dossiers are safe; have the disk checked.</translation>
    </message>
    <message>
        <source>Thư mục dữ liệu không cho ghi. Chưa có gì bị mất; hãy mở quyền ghi cho thư mục rồi thử lại.</source>
        <translation>The data folder cannot be written. Nothing is lost; allow writing, then try again.</translation>
    </message>
    <message>
        <source>Không mở được tệp dữ liệu. Hãy kiểm tra ổ đĩa và quyền của thư mục.</source>
        <translation>The data file cannot be opened. Check the disk and the folder&apos;s permissions.</translation>
    </message>
    <message>
        <source>Tệp “{file}” (mốc số đã cấp) bị hỏng, nên chưa cấp số mới để khỏi trùng. Hãy báo kỹ thuật.</source>
        <translation>File “{file}” (numbers given) is damaged, so no number is given, lest one repeats. Tell support.</translation>
    </message>
    <message>
        <source>Chưa sao lưu được ({why}). Dữ liệu đang dùng vẫn an toàn.</source>
        <translation>No backup was made ({why}). The data in use is safe.</translation>
    </message>
    <message>
        <source>Bản sao “{file}” không nguyên vẹn, không dùng được. Hãy chọn bản khác.</source>
        <translation>Backup “{file}” is not whole and cannot be used. Choose another.</translation>
    </message>
    <message>
        <source>Không thấy bản sao “{file}”.</source>
        <translation>There is no backup “{file}”.</translation>
    </message>
    <message>
        <source>Chưa phục hồi được ({why}). Dữ liệu cũ vẫn còn nguyên.</source>
        <translation>Nothing was restored ({why}). The old data is whole.</translation>
    </message>
    <message>
        <source>Mã ghép nối không đúng hoặc thiếu chữ. Hãy quét lại mã QR, hoặc chép lại cả dòng bắt đầu bằng QMC1.</source>
        <translation>The pairing text is wrong or incomplete. Scan the QR code again, or copy the whole line that begins with QMC1.</translation>
    </message>
    <message>
        <source>Mã ghép nối của bản chương trình mới hơn. Hãy cập nhật chương trình ở quầy này rồi làm lại.</source>
        <translation>The pairing text is of a newer program. Update the program at this counter, then try again.</translation>
    </message>
    <message>
        <source>Đây là mã của chính quầy này. Hãy lấy mã ghép nối ở máy của quầy bên kia.</source>
        <translation>This is this counter&apos;s own text. Take the pairing text from the other counter&apos;s computer.</translation>
    </message>
    <message>
        <source>Mã này của điểm khác ({point}). Chưa ghép nối; nếu đúng là muốn vậy, hãy ghép nối lại và cho phép điểm khác.</source>
        <translation>This text is of another point ({point}). Nothing was paired; if that is what you want, pair again and allow another point.</translation>
    </message>
    <message>
        <source>Mã ngắn không khớp với mã ghép nối, nên chưa ghép nối. Hãy gọi điện cho quầy bên kia và nghe lại mã ngắn.</source>
        <translation>The short code does not match the pairing text, so nothing was paired. Telephone the other counter and have the short code read again.</translation>
    </message>
    <message>
        <source>Quầy này chưa ghép nối với “{name}”. Không có gì thay đổi.</source>
        <translation>This counter is not paired with “{name}”. Nothing changed.</translation>
    </message>
    <message>
        <source>Quầy chưa ghép nối với quầy nào, nên chưa có ai để gửi. Trưởng bưu cục hãy ghép nối trước.</source>
        <translation>The counter is paired with no other, so there is nobody to send to. The branch manager pairs it first.</translation>
    </message>
    <message>
        <source>Không có gì mới để gửi: bên kia đã báo nhận đủ.</source>
        <translation>There is nothing new to send: the other side said that it has everything.</translation>
    </message>
    <message>
        <source>Đây không phải gói hồ sơ. Không có gì thay đổi; hãy chọn tệp khác.</source>
        <translation>This is no dossier bundle. Nothing changed; choose another file.</translation>
    </message>
    <message>
        <source>Gói này chép chưa trọn. Chưa nhận gì, dữ liệu vẫn nguyên; hãy chép lại tệp, hoặc ghi lại gói ở nơi gửi.</source>
        <translation>This bundle was not copied whole. Nothing was taken and the data is as it was; copy the file again, or write the bundle again where it was sent.</translation>
    </message>
    <message>
        <source>Gói này bị hỏng hoặc bị sửa. Chưa nhận gì, dữ liệu vẫn nguyên; hãy ghi lại gói ở nơi gửi, nên đổi USB.</source>
        <translation>This bundle is damaged or was changed. Nothing was taken and the data is as it was; write the bundle again where it was sent, better on another stick.</translation>
    </message>
    <message>
        <source>Chữ ký của gói không phải của quầy {sender}. Chưa nhận gì; hãy gọi điện hỏi quầy đó và báo kỹ thuật.</source>
        <translation>The bundle&apos;s signature is not that of counter {sender}. Nothing was taken; telephone that counter and tell the technician.</translation>
    </message>
    <message>
        <source>Gói này do bản chương trình mới hơn ghi. Chưa nhận gì; hãy cập nhật chương trình ở máy này rồi nhận lại.</source>
        <translation>This bundle was written by a newer program. Nothing was taken; update the program on this computer, then take it again.</translation>
    </message>
    <message>
        <source>Gói này do chính quầy này ghi. Hãy mang nó đến quầy bên kia; ở đây không cần nhận.</source>
        <translation>This counter wrote this bundle. Carry it to the other counter; it is not needed here.</translation>
    </message>
    <message>
        <source>Gói này của quầy {sender} gửi cho {receiver}, không phải cho quầy này. Không có gì thay đổi.</source>
        <translation>This bundle goes from counter {sender} to {receiver}, not to this counter. Nothing changed.</translation>
    </message>
    <message>
        <source>Quầy {sender} chưa được ghép nối ở đây. Chưa nhận gì; trưởng bưu cục hãy ghép nối rồi nhận lại gói.</source>
        <translation>Counter {sender} is not paired here. Nothing was taken; the branch manager pairs it, then takes the bundle again.</translation>
    </message>
    <message>
        <source>Khóa của quầy {sender} đã khác lúc ghép nối (có thể đã thay máy). Chưa nhận gì; hãy gọi điện và ghép nối lại.</source>
        <translation>Counter {sender}&apos;s key is another than when it was paired (perhaps a new computer). Nothing was taken; telephone and pair again.</translation>
    </message>
    <message>
        <source>Quầy {sender} còn dùng khóa cũ của quầy này nên không mở được gói. Chưa nhận gì; hãy ghép nối lại ở quầy đó.</source>
        <translation>Counter {sender} still uses this counter&apos;s old key, so the bundle cannot be opened. Nothing was taken; pair again at that counter.</translation>
    </message>
    <message>
        <source>Quầy {sender} được ghép nối với vai trò khác với gói này. Chưa nhận gì; trưởng bưu cục hãy xem lại ghép nối.</source>
        <translation>Counter {sender} is paired in another part than this bundle needs. Nothing was taken; the branch manager checks the pairing.</translation>
    </message>
    <message>
        <source>Gói này của quầy {sender} chỉ để tổng hợp số liệu, không để gửi tiếp. Chưa nhận gì; hãy dùng lệnh “quay collect”.</source>
        <translation>This bundle of counter {sender} is only for collecting figures, not for sending on. Nothing was taken; use the command “quay collect”.</translation>
    </message>
    <message>
        <source>Gói của {sender} có hồ sơ mà ở đây đã thuộc quầy khác. Chưa nhận gì; hãy giữ lại gói và báo kỹ thuật.</source>
        <translation>The bundle of {sender} holds dossiers that belong to another counter here. Nothing was taken; keep the bundle and tell support.</translation>
    </message>
    <message>
        <source>Các sự kiện trong gói không nối liền nhau. Chưa nhận gì; hãy chạy “quay verify” ở nơi gửi, báo kỹ thuật.</source>
        <translation>The events in the bundle do not follow one another. Nothing was taken; run “quay verify” where it was sent and tell the technician.</translation>
    </message>
    <message>
        <source>Gói bắt đầu từ sự kiện {first} mà ở đây mới có đến {held}. Chưa nhận gì; hãy nhận gói trước đó, hoặc ở nơi gửi chạy “quay bundle export … --all”.</source>
        <translation>The bundle begins with event {first}, and only {held} are here. Nothing was taken; take the bundle before it, or run “quay bundle export … --all” where it was sent.</translation>
    </message>
    <message>
        <source>Sự kiện {seq} trong gói khác với sự kiện đã có (máy đã phục hồi bản cũ hoặc có hai máy cùng một quầy). Chưa nhận gì; trưởng bưu cục hãy giữ lại gói và báo kỹ thuật.</source>
        <translation>Event {seq} in the bundle is another than the one held here (a restored copy, or two computers as one counter). Nothing was taken; the branch manager keeps the bundle and tells the technician.</translation>
    </message>
    <message>
        <source>Không đọc được tệp “{file}”. Không có gì thay đổi; hãy cắm lại USB rồi thử lại.</source>
        <translation>The file “{file}” cannot be read. Nothing changed; plug the stick in again and try again.</translation>
    </message>
    <message>
        <source>Không thấy thư mục “{folder}”. Dữ liệu vẫn nguyên; hãy cắm lại USB hoặc nối lại thư mục chung.</source>
        <translation>The folder “{folder}” is not there. The data is as it was; plug the stick in again or connect the shared folder again.</translation>
    </message>
    <message>
        <source>Nơi ghi “{folder}” đã đầy nên chưa ghi được gói. Dữ liệu vẫn nguyên; hãy dọn bớt tệp hoặc đổi USB.</source>
        <translation>“{folder}” is full, so the bundle was not written. The data is as it was; remove some files or take another stick.</translation>
    </message>
    <message>
        <source>Chưa ghi được gói vào “{folder}” ({why}). Dữ liệu vẫn nguyên; hãy cắm lại hoặc đổi USB rồi ghi lại.</source>
        <translation>The bundle could not be written to “{folder}” ({why}). The data is as it was; plug in again or take another stick, then write it again.</translation>
    </message>
    <message>
        <source>Địa chỉ cơ sở dữ liệu chưa đúng. Hãy ghi như “sqlite:///duong/dan/tong-hop.sqlite” hoặc “postgresql://nguoi@may/ten”.</source>
        <translation>The address of the database is not right. Write it like “sqlite:///path/collected.sqlite” or “postgresql://user@host/name”.</translation>
    </message>
    <message>
        <source>Bản chương trình này không kèm phần nối với PostgreSQL. Hãy dùng địa chỉ sqlite:///…, hoặc chạy lệnh này ở máy của tỉnh, nơi cài quay bằng pip.</source>
        <translation>This build of the program does not bring what speaks to PostgreSQL. Use an address sqlite:///…, or run this command on the province&apos;s computer, where quay is installed by pip.</translation>
    </message>
    <message>
        <source>Chưa làm việc được với cơ sở dữ liệu tổng hợp ({why}). Những gói đã báo nhận vẫn nằm ở đó; hãy xem máy chủ rồi chạy lại lệnh này.</source>
        <translation>The collecting database could not be worked with ({why}). Bundles that were told as taken are in it; look after the server and run this command again.</translation>
    </message>
    <message>
        <source>Danh mục thủ tục hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy cài lại danh mục.</source>
        <translation>The catalogue is broken in “{file}” at “{key}”. Stored dossiers are safe; have the catalogue installed again.</translation>
    </message>
    <message>
        <source>Lịch nghỉ hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy cài lại lịch.</source>
        <translation>The calendar is broken in “{file}” at “{key}”. Stored dossiers are safe; have the calendar installed again.</translation>
    </message>
    <message>
        <source>Bảng cước hỏng ở tệp “{file}”, mục “{key}”. Hồ sơ đã lưu vẫn an toàn; hãy gõ số tiền cước theo bảng giấy và báo kỹ thuật.</source>
        <translation>The postal tariff is broken in file “{file}”, key “{key}”. Saved dossiers are safe; please type the postage from the printed tariff and tell support.</translation>
    </message>
    <message>
        <source>Ngày {day} chưa được đối chiếu với hệ thống một cửa. Hãy đối chiếu ngày đó trước (khi có mạng), rồi in giấy chứng nhận.</source>
        <translation>{day} was not compared with the one-stop system yet. Compare it first (when there is a line), then print the certificate.</translation>
    </message>
    <message>
        <source>Lấy ra khỏi bảng kê</source>
        <translation>Taken off the manifest</translation>
    </message>
    <message>
        <source>Chờ chuyển khoản</source>
        <translation>Awaiting a transfer</translation>
    </message>
    <message>
        <source>Bỏ chờ chuyển khoản</source>
        <translation>Stop waiting for the transfer</translation>
    </message>
    <message>
        <source>Đã ghi {file}: {events} mục gửi cho {receiver} ({bytes} byte).</source>
        <translation>{file} written: {events} items for {receiver} ({bytes} bytes).</translation>
    </message>
    <message>
        <source>Đã ghi {file}: {events} mục cho {receiver} tổng hợp ({bytes} byte).</source>
        <translation>Wrote {file}: {events} entries for {receiver} to collect ({bytes} bytes).</translation>
    </message>
    <message>
        <source>Đã ghi {file}: biên nhận cho {receiver}, đã giữ đến mục số {last}.</source>
        <translation>{file} written: acknowledgement for {receiver}, held up to item {last}.</translation>
    </message>
    <message>
        <source>{file}: đã nhận {events} mục mới của {sender}; {delivered} mục ở đó đã tự gửi được bằng mạng.</source>
        <translation>{file}: {events} new items of {sender}; {delivered} of its items had gone by network.</translation>
    </message>
    <message>
        <source>{file}: đã tổng hợp {events} mục mới của {sender}; biết thêm {delivered} mục đã đến tỉnh.</source>
        <translation>{file}: collected {events} new entries of {sender}; {delivered} more are known to have reached the province.</translation>
    </message>
    <message>
        <source>Đã ghép nối: quầy này gửi số liệu cho {name} tổng hợp.</source>
        <translation>Paired: this counter sends its figures to {name}, which collects them.</translation>
    </message>
    <message>
        <source>{name}: nơi nhận gói của quầy này (đã giữ đến mục số {held}).</source>
        <translation>{name}: takes this counter&apos;s bundles (holds them up to item {held}).</translation>
    </message>
    <message>
        <source>Không ghi được vào “{file}”. Hãy kiểm tra ổ đĩa và quyền ghi.</source>
        <translation>“{file}” cannot be written. Check the disk and permissions.</translation>
    </message>
    <message>
        <source>Chương trình gặp lỗi. Hồ sơ đã lưu vẫn an toàn; hãy mở lại chương trình và gửi tệp nhật ký cho kỹ thuật.</source>
        <translation>The program failed. Stored dossiers are safe; open it again and send the log file to support.</translation>
    </message>
    <message>
        <source>Quầy chưa khai báo hệ thống một cửa. Hồ sơ vẫn được lưu và chờ gửi.</source>
        <translation>The counter names no one-stop system. Dossiers are stored and wait.</translation>
    </message>
    <message>
        <source>Ngày này phải từ hôm nay trở đi.</source>
        <translation>This day must be today or later.</translation>
    </message>
    <message>
        <source>Miễn, giảm tiền thì phải ghi đối tượng hoặc căn cứ miễn, giảm.</source>
        <translation>Money is only waived on a ground: please write the group or the rule.</translation>
    </message>
    <message>
        <source>Có ghi đối tượng miễn, giảm nhưng chưa có số tiền được miễn, giảm. Hãy sửa số tiền hoặc bỏ đối tượng.</source>
        <translation>A ground for exemption is written but nothing is waived. Please correct the sum or remove the ground.</translation>
    </message>
    <message>
        <source>Đồng hồ máy lệch {minutes} phút so với hệ thống một cửa. Hồ sơ vẫn đúng thứ tự; hãy chỉnh lại đồng hồ máy.</source>
        <translation>The PC&apos;s clock is {minutes} minutes off the one-stop system&apos;s. The order of dossiers is right; set the clock.</translation>
    </message>
    <message>
        <source>Đồng hồ máy vừa nhảy {minutes} phút. Số hồ sơ không bị trùng; hãy xem lại ngày giờ của máy trước khi hẹn trả.</source>
        <translation>The PC&apos;s clock jumped by {minutes} minutes. No number repeats; look at date and time before promising a due date.</translation>
    </message>
    <message>
        <source>Đã nhận bản mới {version} của danh mục, lịch nghỉ hoặc bảng cước. Bản này dùng từ lần mở chương trình sau.</source>
        <translation>A new version {version} of the catalogue, calendar or tariff has come. It is used from the next start of the program.</translation>
    </message>
    <message>
        <source>Bản danh mục, lịch nghỉ hoặc bảng cước đã nhận bị hỏng trên máy, nên quầy đang dùng bản {version}. Hồ sơ vẫn an toàn; hãy nhận lại bản mới.</source>
        <translation>The catalogue, calendar or tariff that was received is damaged on this PC, so the counter uses version {version}. Dossiers are safe; please receive the new one again.</translation>
    </message>
    <message>
        <source>Danh mục, lịch nghỉ hoặc bảng cước gửi đến không có chữ ký đúng của tỉnh nên không dùng. Quầy vẫn dùng bản đang có; hãy báo kỹ thuật.</source>
        <translation>A catalogue, calendar or tariff that came does not bear the province&apos;s signature and is not used. The counter keeps the version it has; please tell support.</translation>
    </message>
    <message>
        <source>Đã dùng hết số hôm nay của quầy ({first}–{last}). Hồ sơ đã lưu vẫn an toàn. Hãy báo trưởng bưu cục.</source>
        <translation>Today&apos;s numbers of this counter are used up ({first}–{last}). Stored dossiers are safe. Tell the branch manager.</translation>
    </message>
    <message>
        <source>Mẫu này không còn hoặc chưa có hiệu lực vào ngày của hồ sơ.</source>
        <translation>This form was not in force on the dossier&apos;s day.</translation>
    </message>
    <message>
        <source>Hồ sơ đã hủy, không in giấy này nữa.</source>
        <translation>The dossier is voided; this paper is no longer printed.</translation>
    </message>
    <message>
        <source>Thiếu tệp phông chữ “{file}” nên chưa in được. Hồ sơ vẫn an toàn; hãy cài lại chương trình.</source>
        <translation>The font file “{file}” is missing, so nothing was printed. The dossier is safe; install the program again.</translation>
    </message>
    <message>
        <source>Không có mạng. Hồ sơ vẫn an toàn ở quầy và sẽ tự gửi khi có mạng; không cần làm gì.</source>
        <translation>No network. Dossiers are safe here and are sent when there is one; nothing to do.</translation>
    </message>
    <message>
        <source>Mạng chưa tìm được máy chủ của tỉnh. Hồ sơ vẫn an toàn và sẽ tự gửi lại; không cần làm gì.</source>
        <translation>The network cannot find the province&apos;s server. Dossiers are safe and sent again; nothing to do.</translation>
    </message>
    <message>
        <source>Không xác nhận được máy chủ của tỉnh nên chưa gửi gì. Hồ sơ vẫn an toàn; hãy báo kỹ thuật.</source>
        <translation>The province&apos;s server could not be verified, so nothing was sent. Dossiers are safe; tell support.</translation>
    </message>
    <message>
        <source>Ngày giờ của máy sai nên không xác nhận được máy chủ. Hồ sơ vẫn an toàn; hãy chỉnh lại ngày giờ rồi bấm gửi.</source>
        <translation>The PC&apos;s date and time are wrong, so the server could not be verified. Dossiers are safe; set the clock, then send.</translation>
    </message>
    <message>
        <source>Mạng đang đòi đăng nhập (trang Wi-Fi). Hồ sơ vẫn an toàn; hãy mở trình duyệt, đăng nhập mạng rồi gửi.</source>
        <translation>The network asks for a log-in (Wi-Fi page). Dossiers are safe; log in with the browser, then send.</translation>
    </message>
    <message>
        <source>Máy trung gian của mạng đòi mật khẩu. Hồ sơ vẫn an toàn; hãy báo người quản lý mạng.</source>
        <translation>The network&apos;s proxy asks for a password. Dossiers are safe; tell whoever runs the network.</translation>
    </message>
    <message>
        <source>Đường truyền bị ngắt giữa chừng. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại máy chủ trước khi gửi lại.</source>
        <translation>The line broke midway. Dossiers are safe; the program asks the server before sending again.</translation>
    </message>
    <message>
        <source>Đường truyền quá chậm nên chưa nghe được trả lời. Hồ sơ vẫn an toàn và sẽ tự gửi lại.</source>
        <translation>The line is too slow to hear an answer. Dossiers are safe and sent again.</translation>
    </message>
    <message>
        <source>Trả lời của máy chủ đến không trọn. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại.</source>
        <translation>The server&apos;s answer came incomplete. Dossiers are safe; the program asks before sending again.</translation>
    </message>
    <message>
        <source>Máy chủ nói hồ sơ này quá lớn. Hồ sơ vẫn an toàn ở quầy; hãy rút ngắn ghi chú hoặc báo kỹ thuật.</source>
        <translation>The server says this dossier is too large. It is safe here; shorten the note or tell support.</translation>
    </message>
    <message>
        <source>Máy chủ của tỉnh đang đông và hẹn gửi sau. Hồ sơ vẫn an toàn và sẽ tự gửi; không cần làm gì.</source>
        <translation>The province&apos;s server is busy and asks to wait. Dossiers are safe and sent later; nothing to do.</translation>
    </message>
    <message>
        <source>Máy chủ của tỉnh đang tạm nghỉ. Hồ sơ vẫn an toàn và sẽ tự gửi; không cần làm gì.</source>
        <translation>The province&apos;s server is resting. Dossiers are safe and sent later; nothing to do.</translation>
    </message>
    <message>
        <source>Máy chủ của tỉnh đang gặp lỗi. Hồ sơ vẫn an toàn và sẽ tự gửi lại; nếu kéo dài cả ngày hãy báo tỉnh.</source>
        <translation>The province&apos;s server fails. Dossiers are safe and sent again; if it lasts all day, tell the province.</translation>
    </message>
    <message>
        <source>Máy chủ chưa nhận ra quầy này. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục kiểm tra tài khoản.</source>
        <translation>The server does not know this counter. All dossiers are safe; have the branch manager check the account.</translation>
    </message>
    <message>
        <source>Tài khoản của quầy không được phép gửi. Mọi hồ sơ vẫn an toàn; trưởng bưu cục cần báo tỉnh cấp quyền.</source>
        <translation>The counter&apos;s account may not send. All dossiers are safe; the branch manager must ask the province.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận tài khoản hoặc mật khẩu của quầy. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục xem lại.</source>
        <translation>The server does not take the counter&apos;s account or password. All dossiers are safe; tell the branch manager.</translation>
    </message>
    <message>
        <source>Máy chủ liên tục từ chối phiên làm việc. Mọi hồ sơ vẫn an toàn; hãy báo trưởng bưu cục kiểm tra tài khoản.</source>
        <translation>The server keeps refusing the session. All dossiers are safe; have the branch manager check the account.</translation>
    </message>
    <message>
        <source>Địa chỉ máy chủ khai báo ở quầy không đúng. Mọi hồ sơ vẫn an toàn; hãy báo kỹ thuật sửa hồ sơ quầy.</source>
        <translation>The server&apos;s address in the profile is wrong. All dossiers are safe; have the profile mended.</translation>
    </message>
    <message>
        <source>Việc gửi đã dừng theo yêu cầu. Hồ sơ vẫn an toàn và sẽ gửi tiếp lần sau.</source>
        <translation>Sending was stopped on request. Dossiers are safe and sent next time.</translation>
    </message>
    <message>
        <source>Đang nghỉ giữa hai lần thử gửi. Bấm gửi ngay nếu mạng đã có lại.</source>
        <translation>Resting between two tries. Press send now if the network is back.</translation>
    </message>
    <message>
        <source>Hết thời gian chờ mà chưa gửi xong. Phần còn lại vẫn an toàn và sẽ tự gửi tiếp.</source>
        <translation>The time ran out before all was sent. The rest is safe and sent by itself.</translation>
    </message>
    <message>
        <source>Chưa nghe được trả lời của máy chủ. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại.</source>
        <translation>The server&apos;s answer was not heard. Dossiers are safe; the program asks before sending again.</translation>
    </message>
    <message>
        <source>Máy chủ trả lời quá chậm. Hồ sơ vẫn an toàn; chương trình sẽ hỏi lại trước khi gửi lại.</source>
        <translation>The server answers too slowly. Dossiers are safe; the program asks before sending again.</translation>
    </message>
    <message>
        <source>Máy chủ trả lời không hiểu được. Hồ sơ vẫn an toàn và sẽ thử lại; nếu lặp lại hãy báo kỹ thuật.</source>
        <translation>The server&apos;s answer cannot be understood. Dossiers are safe and tried again; if it repeats, tell support.</translation>
    </message>
    <message>
        <source>Chưa hỏi được máy chủ đã có hồ sơ này chưa, nên chưa gửi để khỏi trùng. Sẽ tự hỏi lại.</source>
        <translation>Whether the server has this dossier could not be asked, so it was not sent, lest it doubles. Asked again soon.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận hồ sơ này. Hồ sơ vẫn an toàn ở quầy; hãy đọc lý do, sửa rồi bấm gửi lại.</source>
        <translation>The server did not take this dossier. It is safe here; read the reason, mend it, send again.</translation>
    </message>
    <message>
        <source>Hệ thống của tỉnh chưa có thủ tục này. Hồ sơ vẫn an toàn ở quầy; trưởng bưu cục cần báo tỉnh bổ sung thủ tục.</source>
        <translation>The province&apos;s system lacks this procedure. The dossier is safe here; the branch manager must tell the province.</translation>
    </message>
    <message>
        <source>Ở tỉnh hồ sơ đã đi xa hơn ở quầy, nên không ghi đè. Hãy mở hồ sơ, so với tỉnh rồi ghi các bước còn thiếu.</source>
        <translation>The province is further with this dossier than the counter, so nothing was overwritten. Compare, then record what is missing.</translation>
    </message>
    <message>
        <source>Chờ cơ quan cấp mã hồ sơ chính thức. Khi có mã, hồ sơ sẽ tự gửi; không cần làm gì.</source>
        <translation>Waits for the agency&apos;s official code. When it comes, the dossier is sent; nothing to do.</translation>
    </message>
    <message>
        <source>Mã hồ sơ dài hơn hệ thống của tỉnh nhận. Hãy báo kỹ thuật.</source>
        <translation>The dossier code is longer than the province&apos;s system takes. Tell support.</translation>
    </message>
    <message>
        <source>Bản này chưa nói được kiểu “{dialect}” của máy chủ. Hồ sơ vẫn được lưu; hãy cập nhật chương trình.</source>
        <translation>This version does not speak the server&apos;s “{dialect}”. Dossiers are stored; update the program.</translation>
    </message>
    <message>
        <source>Không đọc được tệp lỗi giả “{file}”.</source>
        <translation>The file of faults “{file}” cannot be read.</translation>
    </message>
    <message>
        <source>Một cửa giả lập chỉ chạy trên chính máy này (127.0.0.1).</source>
        <translation>The stand-in of the one-stop system runs on this PC only (127.0.0.1).</translation>
    </message>
    <message>
        <source>Quầy chưa được cài đặt ở thư mục này. Hãy chạy lệnh: quay init --profile TỆP.toml.</source>
        <translation>There is no counter in this folder. Run: quay init --profile FILE.toml.</translation>
    </message>
    <message>
        <source>Không đọc được tệp “{file}”. Hãy xem USB còn cắm không, hoặc chọn tệp khác.</source>
        <translation>The file “{file}” cannot be read. See whether the stick is still plugged in, or choose another file.</translation>
    </message>
    <message>
        <source>Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác.</source>
        <translation>Port {port} is used by another program. Choose another.</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>not there yet</translation>
    </message>
    <message>
        <source>đã hủy</source>
        <translation>voided</translation>
    </message>
    <message>
        <source>chờ bổ sung trước khi tiếp nhận</source>
        <translation>waiting for papers before receipt</translation>
    </message>
    <message>
        <source>bưu điện đã nhận, chờ cơ quan tiếp nhận</source>
        <translation>taken by the post, waiting for the agency</translation>
    </message>
    <message>
        <source>đã tiếp nhận</source>
        <translation>received</translation>
    </message>
    <message>
        <source>không được tiếp nhận</source>
        <translation>not received</translation>
    </message>
    <message>
        <source>đang xử lý</source>
        <translation>in process</translation>
    </message>
    <message>
        <source>chờ người dân bổ sung giấy tờ</source>
        <translation>waiting for the citizen&apos;s papers</translation>
    </message>
    <message>
        <source>chờ người dân nộp tiền</source>
        <translation>waiting for the citizen&apos;s payment</translation>
    </message>
    <message>
        <source>người dân xin rút</source>
        <translation>withdrawal asked</translation>
    </message>
    <message>
        <source>đã dừng xử lý</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>đã có kết quả</source>
        <translation>result ready</translation>
    </message>
    <message>
        <source>đã trả kết quả</source>
        <translation>result handed over</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for papers</translation>
    </message>
    <message>
        <source>Đã bổ sung</source>
        <translation>Papers completed</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Xin rút hồ sơ</source>
        <translation>Withdrawal asked</translation>
    </message>
    <message>
        <source>Đã rút hồ sơ</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Đính chính</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>Hủy hồ sơ</source>
        <translation>Void the dossier</translation>
    </message>
    <message>
        <source>Niêm phong</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>Đưa vào bảng kê</source>
        <translation>Put on a manifest</translation>
    </message>
    <message>
        <source>Bàn giao cho cơ quan</source>
        <translation>Handed to the agency</translation>
    </message>
    <message>
        <source>Cơ quan tiếp nhận</source>
        <translation>Accepted by the agency</translation>
    </message>
    <message>
        <source>Cơ quan trả lại</source>
        <translation>Returned by the agency</translation>
    </message>
    <message>
        <source>Yêu cầu nộp tiền</source>
        <translation>Ask for payment</translation>
    </message>
    <message>
        <source>Đã thu tiền</source>
        <translation>Money taken</translation>
    </message>
    <message>
        <source>Hoàn tiền</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Hẹn lại ngày trả</source>
        <translation>Set a new due date</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Kết quả về quầy</source>
        <translation>Result at the counter</translation>
    </message>
    <message>
        <source>Mời đến nhận</source>
        <translation>Invite to collect</translation>
    </message>
    <message>
        <source>Phát chưa được</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>Chuyển hoàn cơ quan</source>
        <translation>Returned to the agency</translation>
    </message>
    <message>
        <source>Đánh giá</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>In giấy</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>Một cửa cấp mã</source>
        <translation>Numbered by the one-stop system</translation>
    </message>
    <message>
        <source>Một cửa báo về</source>
        <translation>Reported by the one-stop system</translation>
    </message>
    <message>
        <source>Bản quét giấy tờ</source>
        <translation>Scan of a paper</translation>
    </message>
    <message>
        <source>Một cửa đã nhận bản quét</source>
        <translation>Scans taken by the one-stop system</translation>
    </message>
    <message>
        <source>giấy tờ đã niêm phong</source>
        <translation>papers sealed</translation>
    </message>
    <message>
        <source>đang trên chuyến thư</source>
        <translation>in the mail</translation>
    </message>
    <message>
        <source>giấy tờ ở cơ quan</source>
        <translation>papers at the agency</translation>
    </message>
    <message>
        <source>giấy tờ đã về quầy, chờ trả lại</source>
        <translation>papers back at the counter</translation>
    </message>
    <message>
        <source>kết quả đang ở quầy</source>
        <translation>result at the counter</translation>
    </message>
    <message>
        <source>kết quả đã chuyển hoàn cơ quan</source>
        <translation>result returned to the agency</translation>
    </message>
    <message>
        <source>chờ gửi</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>đã gửi tỉnh</source>
        <translation>sent to the province</translation>
    </message>
    <message>
        <source>chưa gửi được, cần xem ở Hàng đợi</source>
        <translation>not sent, see Queue</translation>
    </message>
    <message>
        <source>{file}: biên nhận của {sender}; thêm {delivered} mục đã gửi đến tỉnh.</source>
        <translation>{file}: acknowledgement of {sender}; {delivered} more have reached the province.</translation>
    </message>
    <message>
        <source>{file}: gói của {sender} đã nhận rồi, không có gì mới.</source>
        <translation>{file}: this bundle of {sender} was taken before; nothing is new.</translation>
    </message>
    <message>
        <source>Đã ghép nối: quầy này gửi gói cho {name}.</source>
        <translation>Paired: this counter sends bundles to {name}.</translation>
    </message>
    <message>
        <source>Đã ghép nối: quầy này nhận gói của {name}.</source>
        <translation>Paired: this counter takes bundles of {name}.</translation>
    </message>
    <message>
        <source>Đã thôi ghép nối với {name}. Những gì đã nhận vẫn được gửi tiếp.</source>
        <translation>No longer paired with {name}. What was taken is still sent on.</translation>
    </message>
    <message>
        <source>{name}: nơi tổng hợp số liệu của quầy này (đã giữ đến mục số {held}).</source>
        <translation>{name}: collects this counter&apos;s figures (holds up to entry {held}).</translation>
    </message>
    <message>
        <source>{name}: quầy gửi gói đến đây.</source>
        <translation>{name}: sends its bundles here.</translation>
    </message>
    <message>
        <source>{name} (máy này giữ): đã tổng hợp {events} mục mới.</source>
        <translation>{name} (kept on this computer): collected {events} new entries.</translation>
    </message>
    <message>
        <source>Đã nhận {taken} trên {files} gói, {events} mục mới; {refused} gói chưa nhận được.</source>
        <translation>Took {taken} of {files} bundles, {events} new entries; {refused} bundles could not be taken.</translation>
    </message>
    <message>
        <source>{done} trên {files} gói</source>
        <translation>{done} of {files} bundles</translation>
    </message>
    <message>
        <source>{name} {unit}: đã giữ đến mục số {held}, nhận gần nhất lúc {at}</source>
        <translation>{name} {unit}: held up to entry {held}, last taken at {at}</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu tổng hợp nguyên vẹn: {ledgers} quầy, mọi số liệu khớp sự kiện.</source>
        <translation>The collecting database is whole: {ledgers} counters, all figures agree with the events.</translation>
    </message>
    <message>
        <source>Có {found} chỗ không khớp trong cơ sở dữ liệu tổng hợp:</source>
        <translation>{found} places in the collecting database do not agree:</translation>
    </message>
    <message>
        <source>Giao hồ sơ cho cơ quan</source>
        <translation>Dossiers to the agency</translation>
    </message>
    <message>
        <source>Nhận kết quả từ cơ quan</source>
        <translation>Results from the agency</translation>
    </message>
    <message>
        <source>Thu gom tại nhà</source>
        <translation>Collection at homes</translation>
    </message>
    <message>
        <source>Phát kết quả tại nhà</source>
        <translation>Delivery at homes</translation>
    </message>
    <message>
        <source>đang lập</source>
        <translation>being made</translation>
    </message>
    <message>
        <source>đã niêm phong, chờ ký</source>
        <translation>sealed, to be signed</translation>
    </message>
    <message>
        <source>bưu tá đang đi</source>
        <translation>the postman is on his way</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>đã nhận hồ sơ</source>
        <translation>dossier received</translation>
    </message>
    <message>
        <source>đã phát</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>vắng nhà</source>
        <translation>nobody at home</translation>
    </message>
    <message>
        <source>sai địa chỉ</source>
        <translation>wrong address</translation>
    </message>
    <message>
        <source>từ chối nhận</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>hẹn lúc khác</source>
        <translation>another time</translation>
    </message>
    <message>
        <source>đã đi đường khác</source>
        <translation>went another way</translation>
    </message>
    <message>
        <source>Danh mục thủ tục</source>
        <translation>Catalogue of procedures</translation>
    </message>
    <message>
        <source>Lịch nghỉ</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Bảng cước bưu chính</source>
        <translation>Postal tariff</translation>
    </message>
    <message>
        <source>{kind}: đang dùng bản {version} kèm theo chương trình</source>
        <translation>{kind}: version {version}, as it came with the program</translation>
    </message>
    <message>
        <source>{kind}: đang dùng bản {version} do tỉnh gửi</source>
        <translation>{kind}: version {version}, sent by the province</translation>
    </message>
    <message>
        <source>; bản {version} dùng từ lần mở chương trình sau</source>
        <translation>; version {version} holds from the next start</translation>
    </message>
    <message>
        <source>{kind} {version}: {file}, {bytes} byte</source>
        <translation>{kind} {version}: {file}, {bytes} bytes</translation>
    </message>
    <message>
        <source>Trả ngay trong ngày làm việc.</source>
        <translation>Due the same working day.</translation>
    </message>
    <message>
        <source>Hồ sơ nhận sau giờ trả trong ngày: trả trong ngày làm việc tiếp theo.</source>
        <translation>Received after the hour for same-day results: due the next working day.</translation>
    </message>
    <message>
        <source>{value} ngày làm việc, tính từ ngày làm việc sau ngày nhận.</source>
        <translation>{value} working days from the working day after receipt.</translation>
    </message>
    <message>
        <source>{value} ngày, tính từ ngày sau ngày nhận.</source>
        <translation>{value} days from the day after receipt.</translation>
    </message>
    <message>
        <source>{value} ngày, tính từ ngày sau ngày nhận; ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.</source>
        <translation>{value} days from the day after receipt; the last is a day off, so the next working day.</translation>
    </message>
    <message>
        <source>{value} tháng, tính từ ngày sau ngày nhận.</source>
        <translation>{value} months from the day after receipt.</translation>
    </message>
    <message>
        <source>{value} tháng, tính từ ngày sau ngày nhận; ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo.</source>
        <translation>{value} months from the day after receipt; the last day is a day off, so the next working day.</translation>
    </message>
    <message>
        <source>{value} giờ làm việc, tính từ lúc nhận.</source>
        <translation>{value} working hours from receipt.</translation>
    </message>
    <message>
        <source>{value} ngày làm việc (mỗi ngày 8 giờ), tính từ lúc nhận.</source>
        <translation>{value} working days (8 hours each) from receipt.</translation>
    </message>
    <message>
        <source>Có lỗi ({code}). Hồ sơ đã lưu vẫn an toàn; hãy báo kỹ thuật mã lỗi này.</source>
        <translation>Error ({code}). Stored dossiers are safe; tell support this code.</translation>
    </message>
    <message>
        <source>không còn việc nào</source>
        <translation>nothing any more</translation>
    </message>
    <message>
        <source>còn phải nộp {owed}</source>
        <translation>{owed} still to pay</translation>
    </message>
</context>
</TS>
